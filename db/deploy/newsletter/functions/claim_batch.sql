-- Deploy aquascene:newsletter/functions/claim_batch to pg
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/newsletter_links
-- requires: audience/functions/is_suppressed
-- requires: ops/functions/sign_token

begin;
set local role aquascene_owner;

-- Locks one chunk (skipping those that others hold), or rows to retry; never both.
create or replace function newsletter.claim_batch(
    worker     text,
    batch_size integer default 100,
    lease      interval default '5 minutes'
)
returns table (
    issue_id      uuid,
    issue_date    date,
    subscriber_id uuid,
    email         text,
    first_name    text,
    last_name     text,
    language      text,
    message_id    text,
    tokens        jsonb
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty ledger scans it
as $function$
declare
    _issue   newsletter.newsletter_issues;
    _chunk   newsletter.newsletter_chunks;
    _slice   uuid[];
begin
    if claim_batch.batch_size is null or claim_batch.batch_size not between 1 and 10000 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not between 1 and 10000',
                             coalesce(claim_batch.batch_size::text, 'null')),
            hint    = 'A few hundred recipients are a good batch.';
    end if;

    loop
        select c.* into _chunk
          from newsletter.newsletter_chunks as c
          join newsletter.newsletter_issues as i on i.id = c.issue_id and i.status = 'sending'
         where c.claimed_count < c.size and c.due_at <= ops.now()
         order by c.due_at, c.issue_id, c.chunk
         limit 1
           for update of c skip locked;

        if found then
            select i.* into _issue
              from newsletter.newsletter_issues as i
             where i.id = _chunk.issue_id;
            _slice := _chunk.subscriber_ids[
                _chunk.claimed_count + 1 : _chunk.claimed_count + claim_batch.batch_size];
            update newsletter.newsletter_chunks as c
               set claimed_count = c.claimed_count + cardinality(_slice)
             where c.issue_id = _chunk.issue_id and c.chunk = _chunk.chunk;

            -- The audience was decided at the freeze; who has left since is not written to.
            insert into newsletter.newsletter_deliveries as d (
                issue_date, issue_id, subscriber_id, status, attempts, claimed_by,
                lease_expires_at, error)
            select _issue.issue_date, _issue.id, r.id,
                   case when j.reason is null then 'sending' else 'skipped' end,
                   case when j.reason is null then 1 else 0 end,
                   claim_batch.worker, ops.now() + claim_batch.lease, j.reason
              from unnest(_slice) as r (id)
              left join audience.subscribers as s on s.id = r.id
              left join audience.subscription_preferences as p on p.subscriber_id = r.id
             cross join lateral (
                       select case when s.id is null then 'erased'
                                   when s.status <> 'active' then s.status
                                   when not coalesce(p.gdpr_consent, false) then 'no consent'
                                   when audience._is_suppressed(s.email) then 'suppressed'
                              end) as j (reason);
        else
            select i.* into _issue
              from newsletter.newsletter_deliveries as d
              join newsletter.newsletter_issues as i on i.id = d.issue_id and i.status = 'sending'
             where d.status = 'deferred' and d.lease_expires_at <= ops.now()
             order by d.lease_expires_at
             limit 1;
            if not found then
                return;
            end if;

            with due as (
                select d.subscriber_id
                  from newsletter.newsletter_deliveries as d
                 where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                   and d.status = 'deferred' and d.lease_expires_at <= ops.now()
                 order by d.lease_expires_at
                 limit claim_batch.batch_size
                   for update skip locked
            ), claimed as (
                update newsletter.newsletter_deliveries as d
                   set status = case when j.reason is null then 'sending' else 'skipped' end,
                       attempts = d.attempts + (j.reason is null)::integer,
                       claimed_by = claim_batch.worker,
                       lease_expires_at = ops.now() + claim_batch.lease,
                       error = coalesce(j.reason, d.error)
                  from due as u
                  left join audience.subscribers as s on s.id = u.subscriber_id
                  left join audience.subscription_preferences as p
                    on p.subscriber_id = u.subscriber_id
                 cross join lateral (
                           select case when s.id is null then 'erased'
                                       when s.status <> 'active' then s.status
                                       when not coalesce(p.gdpr_consent, false) then 'no consent'
                                       when audience._is_suppressed(s.email) then 'suppressed'
                                  end) as j (reason)
                 where d.issue_date = _issue.issue_date and d.issue_id = _issue.id
                   and d.subscriber_id = u.subscriber_id
                returning d.subscriber_id
            )
            select array_agg(c.subscriber_id) into _slice from claimed as c;
            if _slice is null then
                return;                     -- others hold what is due
            end if;
        end if;

        return query
        select _issue.id, _issue.issue_date, s.id, s.email::text, s.first_name::text,
               s.last_name::text, s.language::text,
               format('<%s.%s@%s>', replace(_issue.id::text, '-', ''),
                      replace(s.id::text, '-', ''),
                      split_part(ops.setting('newsletter.from_email') #>> '{}', '@', 2)),
               jsonb_build_object(
                   'open', ops._sign_token('open', k.payload),
                   'unsubscribe', ops._sign_token('unsubscribe', k.payload),
                   'links', (
                       select coalesce(jsonb_object_agg(
                                  l.content_id, ops._sign_token('click', k.payload
                                                                         || int8send(l.id))), '{}')
                         from newsletter.newsletter_links as l
                        where l.issue_id = _issue.id and l.content_id is not null))
          from unnest(_slice) as r (id)
          join newsletter.newsletter_deliveries as d
            on d.issue_date = _issue.issue_date and d.issue_id = _issue.id
           and d.subscriber_id = r.id and d.status = 'sending'
          join audience.subscribers as s on s.id = r.id
         cross join lateral (select uuid_send(s.id) || uuid_send(_issue.id)) as k (payload);
        exit when found;                    -- a slice of nobody but skipped: take the next one
    end loop;
end;
$function$;

comment on function newsletter.claim_batch is
$$Hands a worker the next recipients to send to: writes their ledger rows as sending, then returns
what rendering needs. Who has unsubscribed or was suppressed since the freeze is skipped.

worker: a name that no other worker has. batch_size: 1 to 10,000. lease: after it the rows count as
unknown. Returns tokens: {open, unsubscribe, links: {content_id: token}}; no row when nothing is
due. Commit before handing a message over. Errors: 22023 batch_size out of range.
Writes: newsletter.newsletter_chunks, newsletter.newsletter_deliveries. Locks: one chunk, or the
rows to retry.$$;

revoke execute on function newsletter.claim_batch from public;
grant execute on function newsletter.claim_batch to aquascene_worker;

commit;
