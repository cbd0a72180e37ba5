-- Deploy aquascene:newsletter/functions/acknowledge to pg
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/email_events
-- requires: newsletter/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;

create or replace function newsletter.acknowledge(worker text, results jsonb)
returns table (status text, recipients bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty ledger scans it
as $function$
declare
    _max   constant integer := ops.setting('newsletter.max_attempts')::integer;
    _delay constant interval := (ops.setting('newsletter.retry_delay') #>> '{}')::interval;
begin
    if jsonb_typeof(acknowledge.results) is distinct from 'array'
        or exists (select
                     from jsonb_array_elements(acknowledge.results) as r (result)
                    where coalesce(r.result ->> 'status', '')
                              not in ('sent', 'failed', 'deferred'))
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'results is not a JSON list of sent, failed and deferred',
            hint    = 'Pass [{issue_id, issue_date, subscriber_id, status}] as claimed.';
    end if;

    return query
    with result as (
        select r.issue_id, r.issue_date, r.subscriber_id, r.status, r.enhanced_code, r.error
          from jsonb_to_recordset(acknowledge.results) as r (
                   issue_id uuid, issue_date date, subscriber_id uuid, status text,
                   enhanced_code text, error text)
    ), settled as (
        update newsletter.newsletter_deliveries as d
           set status = case when r.status = 'deferred' and d.attempts >= _max then 'failed'
                             else r.status end,
               sent_at = case when r.status = 'sent' then ops.now() end,
               lease_expires_at = case when r.status = 'deferred' and d.attempts < _max
                                       then ops.now() + _delay * power(2, d.attempts - 1) end,
               error_code = r.enhanced_code,
               error = r.error
          from result as r
         where d.issue_date = r.issue_date and d.issue_id = r.issue_id
           and d.subscriber_id = r.subscriber_id
           and d.status = 'sending' and d.claimed_by = acknowledge.worker
        returning d.issue_id, d.subscriber_id, d.status
    ), bounced as (
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        select s.subscriber_id, s.issue_id, 'bounce', ops.now()
          from settled as s
         where s.status = 'failed'
    )
    select coalesce(s.status, 'ignored'), count(*)
      from result as r
      left join settled as s
        on s.issue_id = r.issue_id and s.subscriber_id = r.subscriber_id
     group by 1
     order by 1;
end;
$function$;

comment on function newsletter.acknowledge is
$$Records what the mail server said of each recipient and counts it by the status they got.

worker: who claimed them. results: a JSON list of {issue_id, issue_date, subscriber_id, status:
sent, failed or deferred, error, enhanced_code}. deferred is tried again after
newsletter.retry_delay, doubled with each try, and fails after newsletter.max_attempts; ignored
counts recipients that the worker does not hold (any more). Safe to repeat.
Errors: 22023 results of the wrong shape. Writes: newsletter.newsletter_deliveries, and a bounce to
newsletter.email_events for each failure.$$;

revoke execute on function newsletter.acknowledge from public;
grant execute on function newsletter.acknowledge to aquascene_worker;

commit;
