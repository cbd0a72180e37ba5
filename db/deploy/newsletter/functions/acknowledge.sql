-- Deploy aquascene:newsletter/functions/acknowledge to pg
-- requires: newsletter/tables/newsletter_batches
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/email_events
-- requires: newsletter/tables/smtp_accounts
-- requires: newsletter/data/settings
-- requires: newsletter/functions/pause
-- requires: audience/functions/record_bounce
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks the batch, the subscribers who bounce in the order of their ids, the ledger's rows, the
-- chunk.
create or replace function newsletter.acknowledge(
    batch_id bigint,
    sent     uuid[] default '{}',
    refused  jsonb default '[]'
)
returns table (status text, recipients bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty ledger scans it
as $function$
#variable_conflict use_column
declare
    _max    constant integer := ops.setting('newsletter.max_attempts')::integer;
    _delay  constant interval := (ops.setting('newsletter.retry_delay') #>> '{}')::interval;
    _now    constant timestamptz := ops.now();
    _batch  newsletter.newsletter_batches;
    _date   date;
    _counts jsonb;
    _failed record;
begin
    if jsonb_typeof(acknowledge.refused) is distinct from 'array'
        or exists (select
                     from jsonb_array_elements(acknowledge.refused) as r (result)
                    where coalesce(r.result ->> 'status', '')
                              not in ('failed', 'deferred', 'released'))
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'refused is not a JSON list of failed, deferred and released',
            hint    = 'Pass [{subscriber_id, status, code, error}].';
    end if;
    select b.* into _batch
      from newsletter.newsletter_batches as b
     where b.id = acknowledge.batch_id
       for update;
    if _batch.id is null then               -- settled before
        return query
        select 'ignored',
               coalesce(cardinality(acknowledge.sent), 0)::bigint
                   + jsonb_array_length(acknowledge.refused);
        return;
    end if;
    select i.issue_date into _date
      from newsletter.newsletter_issues as i
     where i.id = _batch.issue_id;
    if jsonb_array_length(acknowledge.refused) > 0 then
        perform
           from audience.subscribers as s
          where s.id in (select (r.result ->> 'subscriber_id')::uuid
                           from jsonb_array_elements(acknowledge.refused) as r (result)
                          where r.result ->> 'status' = 'failed')
          order by s.id
            for update;
    end if;

    with result as (
        select distinct on (r.subscriber_id) r.*
          from (select u.id as subscriber_id, 'sent' as status, null::text as code,
                       null::text as error
                  from unnest(acknowledge.sent) as u (id)
                union all
                select j.subscriber_id, j.status, j.code, j.error
                  from jsonb_to_recordset(acknowledge.refused) as j (
                           subscriber_id uuid, status text, code text, error text)) as r
    ), held as materialized (
        select r.subscriber_id, d.tid, d.attempts, r.code, r.error,
               case when r.status = 'deferred' and d.attempts >= _max then 'failed'
                    else r.status end as status
          from result as r
         cross join lateral (
               select d.ctid as tid, d.attempts
                 from newsletter.newsletter_deliveries as d
                where d.issue_date = _date and d.issue_id = _batch.issue_id
                  and d.subscriber_id = r.subscriber_id and d.batch_id = _batch.id
                  and d.status in ('sending', 'unknown')
                limit 1
                  for update) as d
    ), settled as (
        update newsletter.newsletter_deliveries as d
           set status = case h.status when 'released' then 'deferred' else h.status end,
               attempts = h.attempts - (h.status = 'released')::integer,
               sent_at = case when h.status = 'sent' then _now end,
               error_code = h.code,
               error = h.error
          from held as h
         where d.issue_date = _date and d.subscriber_id = h.subscriber_id
           and d.ctid = any(array(select k.tid from held as k))     -- locked: they stay there
    ), retried as (
        insert into newsletter.newsletter_chunks (issue_id, due_at, is_retry, subscriber_ids)
        select _batch.issue_id,
               case when h.status = 'released' then _now
                    else _now + _delay * power(2, h.attempts - 1) end,
               true, array_agg(h.subscriber_id order by h.subscriber_id)
          from held as h
         where h.status in ('deferred', 'released')
         group by h.status, h.attempts
    ), bounced as (
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        select h.subscriber_id, _batch.issue_id, 'bounce', _now
          from held as h
         where h.status = 'failed'
    )
    select jsonb_build_object(
               'sent', count(*) filter (where h.status = 'sent'),
               'failed', count(*) filter (where h.status = 'failed'),
               'deferred', count(*) filter (where h.status = 'deferred'),
               'released', count(*) filter (where h.status = 'released'),
               'ignored', cardinality(coalesce(acknowledge.sent, '{}'))
                          + jsonb_array_length(acknowledge.refused) - count(*))
      into _counts
      from held as h;

    update newsletter.newsletter_chunks as c
       set sent_count = c.sent_count + (_counts ->> 'sent')::integer,
           failed_count = c.failed_count + (_counts ->> 'failed')::integer
     where c.id = _batch.chunk_id;
    if (_counts ->> 'sent')::integer > 0 then
        update newsletter.smtp_accounts as a
           set failure_count = 0, retry_at = null
         where a.name = _batch.account and a.failure_count > 0
           and _batch.claimed_at >= a.retry_at;
    end if;
    if (_counts ->> 'failed')::integer > 0 then
        for _failed in
            select d.subscriber_id, d.error_code, d.error
              from jsonb_to_recordset(acknowledge.refused) as j (subscriber_id uuid)
             cross join lateral (
                   select d.*
                     from newsletter.newsletter_deliveries as d
                    where d.issue_date = _date and d.issue_id = _batch.issue_id
                      and d.subscriber_id = j.subscriber_id and d.batch_id = _batch.id
                      and d.status = 'failed'
                      -- What is refused for our reputation tells nothing about the address.
                      and coalesce(d.error_code, '') !~ '^5\.7\.'
                    limit 1) as d
              join audience.subscribers as s on s.id = d.subscriber_id
             order by d.subscriber_id
        loop
            perform audience.record_bounce(
                _failed.subscriber_id,
                case when _failed.error_code ~ '^5\.(1\.|2\.1$)' then 'hard' else 'soft' end,
                _failed.error_code, _failed.error);
        end loop;
        perform newsletter._pause_if_failing(_batch.issue_id);
    end if;

    update newsletter.newsletter_batches as b
       set open_count = b.open_count - c.settled
      from (select sum(c.value::integer) as settled
              from jsonb_each_text(_counts - 'ignored') as c) as c
     where b.id = _batch.id and c.settled > 0 and b.open_count > c.settled;
    if not found then
        delete from newsletter.newsletter_batches as b
         using (select sum(c.value::integer) as settled
                  from jsonb_each_text(_counts - 'ignored') as c) as c
         where b.id = _batch.id and b.open_count <= c.settled;
    end if;

    return query
    select c.key, c.value::bigint
      from jsonb_each_text(_counts) as c
     where c.value <> '0'
     order by c.key;
end;
$function$;

comment on function newsletter.acknowledge is
$$Records what the mail server said of recipients of a batch, and counts them by what became of
them. Any part of a batch may be told at a time; when all is told the batch is gone.

batch_id: from newsletter.claim_batch. sent: who was taken. refused: a JSON list of
{subscriber_id, status, code, error}; status failed = for good; deferred = for now, tried again
after newsletter.retry_delay, doubled with each try, failed after newsletter.max_attempts;
released = not tried, back at once. code: enhanced status code (RFC 3463); of 5.1.x and 5.2.1 the
address is suppressed. Counts are of sent, failed, deferred, released, and ignored: who is no
part of the batch or is settled already. Safe to repeat. After the lease a worker may still tell
what it knows of who is unknown. An issue of which too many are refused is paused
(newsletter.max_failure_ratio). Errors: 22023 refused of the wrong shape. Writes:
newsletter.newsletter_deliveries, newsletter.newsletter_batches, newsletter.newsletter_chunks,
newsletter.newsletter_issues, newsletter.email_events, newsletter.smtp_accounts,
audience.bounces, audience.subscribers, audience.suppressions. Locks: the batch, the subscribers
who bounce, the ledger's rows, the chunk.$$;

revoke execute on function newsletter.acknowledge from public;
grant execute on function newsletter.acknowledge to aquascene_worker;

commit;
