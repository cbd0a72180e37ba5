-- Deploy aquascene:newsletter/functions/move to pg
-- requires: newsletter/functions/issue_templates
-- requires: newsletter/functions/variable_faults
-- requires: ops/functions/status_after

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
    _faults    text[];
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
    if _move.event in ('submit', 'approve') then
        select array_agg(f.path || ': ' || f.fault)
          into _faults
          from newsletter._variable_faults(newsletter._issue_variables(_issue),
                                           _issue.personalization_data) as f;
    end if;
    if _faults is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('the variables of issue %s have %s', _issue.id,
                             case cardinality(_faults) when 1 then 'a fault'
                                  else cardinality(_faults) || ' faults' end),
            detail  = array_to_string(_faults[1:20], e'\n'),
            hint    = 'newsletter.update_issue sets them while the issue is a draft.';
    end if;
    update newsletter.newsletter_issues as i
       set status = _to_status,
           scheduled_for = coalesce(_move.scheduled_for, i.scheduled_for),
           approved_by = case _move.event when 'approve' then _move.person
                                          when 'needs_revision' then null
                                          else i.approved_by end,
           approved_at = case _move.event when 'approve' then ops.now()
                                          when 'needs_revision' then null
                                          else i.approved_at end,
           template_versions = case _move.event
               when 'approve' then (
                   select jsonb_object_agg(v.template_id, v.version)
                     from newsletter._issue_templates(_issue) as v)
               when 'needs_revision' then null
               else i.template_versions end
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter._move is
$$Moves an issue along the edge of an event in ops.status_transitions and returns its row.

event: submit, approve … person: who approves. scheduled_for: when to send. Both submit and approve
check the values of the template's variables; approve notes the versions of the templates, and
needs_revision forgets them. Errors: P0002 no such issue; 55000 no such edge from its status; 22023
values that are missing, of another type or for no variable, all of which DETAIL lists.
Writes: newsletter.newsletter_issues. Locks: the row.$$;

revoke execute on function newsletter._move from public;

commit;
