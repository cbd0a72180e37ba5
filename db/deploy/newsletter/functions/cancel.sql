-- Deploy aquascene:newsletter/functions/cancel to pg
-- requires: newsletter/functions/move
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries
-- requires: admin/functions/require
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.return_to_draft(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('newsletter.review');
    return newsletter._move(return_to_draft.issue_id, 'needs_revision');
end;
$function$;

comment on function newsletter.return_to_draft is
$$Gives an issue in review, or an approved one, back to its authors, and returns its row; an
approval is gone.

Needs the permission newsletter.review. Errors: 28000, 42501 see admin.require; P0002 no such
issue; 55000 it is neither. Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.return_to_draft from public;
grant execute on function newsletter.return_to_draft to aquascene_editor;

create or replace function newsletter.cancel(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _status text;
begin
    perform admin.require('newsletter.send');
    select i.status into _status
      from newsletter.newsletter_issues as i
     where i.id = cancel.issue_id
       for update;
    return newsletter._move(cancel.issue_id, case _status when 'sending' then 'fail'
                                                          else 'cancel' end);
end;
$function$;

comment on function newsletter.cancel is
$$Takes a scheduled issue back to approved, or stops one that is being sent, and returns its row.
What workers hold they finish; who was not sent to yet is sent to when newsletter.retry goes on.

Needs the permission newsletter.send. Errors: 28000, 42501 see admin.require; P0002 no such
issue; 55000 it is neither scheduled nor sending. Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.cancel from public;
grant execute on function newsletter.cancel to aquascene_editor;

create or replace function newsletter.retry(issue_id uuid)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
begin
    perform admin.require('newsletter.send');
    _issue := newsletter._move(retry.issue_id, 'retry', scheduled_for => ops.now());
    update newsletter.newsletter_issues as i
       set paused_at = null, pause_reason = null
     where i.id = _issue.id
    returning i.* into _issue;
    return _issue;
end;
$function$;

comment on function newsletter.retry is
$$Schedules an issue that was stopped for now, and returns its row: newsletter.begin_sending goes on
with who was not sent to yet.

Needs the permission newsletter.send. Errors: 28000, 42501 see admin.require; P0002 no such issue;
55000 it did not fail. Writes: newsletter.newsletter_issues (audited).$$;

revoke execute on function newsletter.retry from public;
grant execute on function newsletter.retry to aquascene_editor;

create or replace function newsletter.retry_failed(issue_id uuid, codes text default '^[45]\.[27]')
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
    _ids   uuid[];
begin
    perform admin.require('newsletter.send');
    select i.* into _issue
      from newsletter.newsletter_issues as i
     where i.id = retry_failed.issue_id
       for no key update;                   -- it does not end meanwhile
    if _issue.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no newsletter issue %s',
                             coalesce(retry_failed.issue_id::text, 'null')),
            hint    = 'select id, status from newsletter.newsletter_issues lists them.';
    end if;
    if _issue.status <> 'sending' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('issue is %s, not sending', _issue.status),
            detail  = format('Row of newsletter.newsletter_issues with id %s.', _issue.id),
            hint    = 'Pause an issue to look at its failures before it ends.';
    end if;
    with failed as (
        update newsletter.newsletter_deliveries as d
           set status = 'deferred', attempts = 0, batch_id = null
         where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
           and d.status = 'failed' and coalesce(d.error_code, '') ~ retry_failed.codes
        returning d.subscriber_id
    )
    select array_agg(f.subscriber_id order by f.subscriber_id) into _ids from failed as f;
    insert into newsletter.newsletter_chunks (issue_id, due_at, is_retry, subscriber_ids)
    select _issue.id, ops.now(), true, _ids[n : n + 999]
      from generate_series(1, coalesce(cardinality(_ids), 0), 1000) as n;
    return coalesce(cardinality(_ids), 0);
end;
$function$;

comment on function newsletter.retry_failed is
$$Sends an issue again to recipients who were refused, and returns how many: for when the fault was
ours. Who is suppressed since is skipped.

codes: a regular expression of enhanced status codes; by default what mailboxes and policies
refuse, not addresses that do not exist. Needs the permission newsletter.send. Errors: 28000,
42501 see admin.require; P0002 no such issue; 55000 it is not being sent; 2201B codes is no
regular expression. Writes: newsletter.newsletter_deliveries, newsletter.newsletter_chunks.
Locks: the issue, the rows.$$;

revoke execute on function newsletter.retry_failed from public;
grant execute on function newsletter.retry_failed to aquascene_editor;

commit;
