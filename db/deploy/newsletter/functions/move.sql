-- Deploy aquascene:newsletter/functions/move to pg
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;

create or replace function newsletter._move(issue_id uuid, to_status text)
returns newsletter.newsletter_issues
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
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
    if _issue.status = _move.to_status then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s already', _move.to_status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Somebody was faster; nothing is left to do.';
    end if;

    update newsletter.newsletter_issues as i
       set status = _move.to_status
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter._move is
$$Gives an issue another status and returns its row; the transition trigger judges the edge.

Errors: P0002 no such issue; 55000 no such edge, or already there.
Writes: newsletter.newsletter_issues. Locks: the row.$$;

revoke execute on function newsletter._move from public;

commit;
