-- Deploy aquascene:newsletter/functions/advance to pg
-- requires: newsletter/functions/begin_sending
-- requires: newsletter/functions/release_expired_leases
-- requires: newsletter/functions/finish_sending
-- requires: audit/functions/record_event
-- requires: ops/functions/check_epoch

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.advance()
returns table (issue_id uuid, issue_number integer, step text, recipients bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _issue newsletter.newsletter_issues;
    _error text;
begin
    if not pg_try_advisory_xact_lock('newsletter.newsletter_issues'::regclass::bigint) then
        return;                             -- somebody else does it just now
    end if;
    perform ops._check_epoch();
    perform newsletter.release_expired_leases();

    for _issue in
        select i.*
          from newsletter.newsletter_issues as i
         where i.status = 'sending' or i.status = 'scheduled' and i.paused_at is null
               and i.scheduled_for <= ops.now()
               -- content.publish_due comes first
               and not exists (select
                                 from content.generated_content as c
                                where c.id = any (i.content_ids) and c.status = 'scheduled')
         order by i.scheduled_for, i.issue_number
    loop
        issue_id := _issue.id;
        issue_number := _issue.issue_number;
        begin
            if _issue.status = 'scheduled' then
                step := 'begun';
                recipients := newsletter.begin_sending(_issue.id);
                return next;
            elsif (newsletter.finish_sending(_issue.id)).status = 'sent' then
                step := 'sent';
                recipients := _issue.recipient_count;
                return next;
            end if;
        exception
            -- What is wrong with one does not hold up the others.
            when object_not_in_prerequisite_state or data_exception
                or integrity_constraint_violation
            then
                get stacked diagnostics _error = message_text;
                update newsletter.newsletter_issues as i
                   set paused_at = ops.now(), pause_reason = _error
                 where i.id = _issue.id and i.paused_at is null;
                if found then
                    perform audit.record_event(
                        'newsletter', 'issue_paused',
                        jsonb_build_object('issue_id', _issue.id, 'error', _error),
                        'error', 'newsletter');
                    step := 'paused';
                    recipients := null;
                    return next;
                end if;
        end;
    end loop;
end;
$function$;

comment on function newsletter.advance is
$$Takes issues a step on: begins those that are due, ends those of which nothing is left, and gives
up on dead workers (newsletter.release_expired_leases). Returns a row for each issue that went on.
An issue whose step is refused is paused with the error as the reason. Workers and a job call it,
any number at once: one does it, the others return at once.

step: begun, sent or paused. recipients: how many it has. Errors: 55000 the database was restored
from a backup (ops.confirm_epoch). Writes: as newsletter.begin_sending, newsletter.finish_sending
and newsletter.release_expired_leases; audit.system_events. Locks: as these.$$;

revoke execute on function newsletter.advance from public;
grant execute on function newsletter.advance to aquascene_worker, aquascene_editor;

commit;
