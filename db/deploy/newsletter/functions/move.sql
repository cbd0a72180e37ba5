-- Deploy aquascene:newsletter/functions/move to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: ops/functions/status_after

begin;
set local role aquascene_owner;

create or replace function newsletter._move(
    issue_id      uuid,
    event         text,
    person        uuid default null,
    scheduled_for timestamptz default null
)
returns newsletter.newsletter_issues
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue     newsletter.newsletter_issues;
    _to_status text;
begin
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = _move.issue_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s', coalesce(_move.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;

    _to_status := ops._status_after('newsletter_issue', _issue.status, _move.event,
                                    _issue.id::text);
    update newsletter.newsletter_issues as i
       set status = _to_status,
           scheduled_for = coalesce(_move.scheduled_for, i.scheduled_for),
           approved_by = case _move.event when 'approve' then _move.person
                                          when 'needs_revision' then null
                                          else i.approved_by end,
           approved_at = case _move.event when 'approve' then ops.now()
                                          when 'needs_revision' then null
                                          else i.approved_at end
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter._move is
$$Moves an issue along the edge of an event in ops.status_transitions and returns its row.

event: submit, approve … person: who approves. scheduled_for: when to send.
Errors: P0002 no such issue; 55000 no such edge from its status.
Writes: newsletter.newsletter_issues. Locks: the row.$$;

revoke execute on function newsletter._move from public;

commit;
