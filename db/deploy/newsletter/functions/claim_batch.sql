-- Deploy aquascene:newsletter/functions/claim_batch to pg
-- requires: newsletter/tables/newsletter_batches
-- requires: newsletter/tables/newsletter_chunks
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/functions/choose_account
-- requires: newsletter/functions/choose_winner
-- requires: audience/functions/is_suppressed
-- requires: ops/functions/check_epoch
-- requires: ops/functions/sign_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks one chunk, skipping those that others hold; of one to try again, its rows in the ledger.
create or replace function newsletter.claim_batch(
    worker     text,
    batch_size integer default 1000,
    lease      interval default '5 minutes',
    account    text default null
)
returns table (
    batch_id          bigint,
    issue_id          uuid,
    subscriber_id     uuid,
    email             text,
    first_name        text,
    last_name         text,
    language          text,
    email_format      text,
    message_id        text,
    track_token       text,
    unsubscribe_token text,
    variant           integer
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty ledger scans it
as $function$
#variable_conflict use_column
declare
    _token_key  constant bytea := ops._secret('token');
    _hash_key   constant bytea := ops._secret('suppression');
    _now        constant timestamptz := ops.now();
    _from_domain constant text := split_part(ops.setting('newsletter.from_email') #>> '{}',
                                             '@', 2);
    _issue      newsletter.newsletter_issues;
    _chunk      newsletter.newsletter_chunks;
    _slice      uuid[];
    _batch_id   bigint;
    _size       integer := claim_batch.batch_size;
    _held_count integer := 0;
    _count      bigint;
begin
    if not coalesce(claim_batch.batch_size between 1 and 10000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not between 1 and 10000',
                             coalesce(claim_batch.batch_size::text, 'null')),
            hint    = 'A thousand recipients, a chunk, are a good batch.';
    end if;
    if coalesce(btrim(claim_batch.worker), '') = '' or claim_batch.lease > interval '0' is not true
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('worker %L has no name, or lease %s is not positive',
                             claim_batch.worker, coalesce(claim_batch.lease::text, 'null')),
            hint    = 'Pass a name that no other worker has, and as long as a batch may take.';
    end if;

    perform ops._check_epoch();
    if claim_batch.account is not null then
        _size := newsletter._allowance(claim_batch.account, _size);
        if _size = 0 then
            return;
        end if;
    end if;
    while _held_count < 10000 loop
        select c.* into _chunk
          from newsletter.newsletter_chunks as c
          join newsletter.newsletter_issues as i
            on i.id = c.issue_id and i.status = 'sending' and i.paused_at is null
         where c.claimed_count < c.size and c.due_at <= _now
         order by c.due_at, c.id
         limit 1
           for update of c skip locked;
        if not found then
            return;
        end if;
        select i.* into _issue
          from newsletter.newsletter_issues as i
         where i.id = _chunk.issue_id;
        if _issue.winner is null and _issue.decide_at <= _now then
            _issue := newsletter._choose_winner(_issue.id);
        end if;
        _slice := _chunk.subscriber_ids[
            _chunk.claimed_count + 1 : _chunk.claimed_count + _size];
        update newsletter.newsletter_chunks as c
           set claimed_count = c.claimed_count + cardinality(_slice)
         where c.id = _chunk.id;
        if not _chunk.is_paced
            and exists (select from newsletter.sending_limits as l where l.kind = 'domain')
        then
            _held_count := _held_count + cardinality(_slice);
            _slice := newsletter._hold_back(_issue.id, _issue.issue_date, _chunk.is_retry, _slice);
            _held_count := _held_count - cardinality(_slice);
            continue when _slice = '{}';
        end if;
        _batch_id := nextval('newsletter.newsletter_batches_id_seq');

        -- The audience was decided at the freeze; who has left since is not written to. Laterals
        -- with a limit are looked up one by one, whatever statistics say of tables that grow.
        return query
        with judged as materialized (
            select r.id, s.email::text, s.first_name::text, s.last_name::text, s.language::text,
                   p.email_format::text, d.tid, d.attempts,
                   case when s.id is null then 'erased'
                        when s.status <> 'active' then s.status
                        when not coalesce(p.gdpr_consent, false) then 'no consent'
                        when exists (
                                 select
                                   from audience.suppressions as x
                                  where x.address_hash = audience._keyed_hash(s.email, _hash_key))
                          or exists (select from audience.suppressions as x
                                      where x.domain = split_part(s.email, '@', 2))
                        then 'suppressed' end as reason
              from unnest(_slice) as r (id)
              left join lateral (
                   select s.*
                     from audience.subscribers as s
                    where s.id = r.id
                    limit 1) as s on true
              left join lateral (
                   select p.email_format, p.gdpr_consent
                     from audience.subscription_preferences as p
                    where p.subscriber_id = r.id
                    limit 1) as p on true
              left join lateral (
                   select d.ctid as tid, d.attempts
                     from newsletter.newsletter_deliveries as d
                    where _chunk.is_retry and d.issue_date = _issue.issue_date
                      and d.issue_id = _issue.id and d.subscriber_id = r.id
                      and d.status = 'deferred'
                    limit 1
                      for update) as d on true
             where d.tid is not null or not _chunk.is_retry
        ), written as (
            insert into newsletter.newsletter_deliveries (
                issue_date, issue_id, subscriber_id, status, attempts, batch_id, error)
            select _issue.issue_date, _issue.id, j.id,
                   case when j.reason is null then 'sending' else 'skipped' end,
                   (j.reason is null)::integer, _batch_id, j.reason
              from judged as j
             where j.tid is null
        ), again as (
            update newsletter.newsletter_deliveries as d
               set status = case when j.reason is null then 'sending' else 'skipped' end,
                   attempts = j.attempts + (j.reason is null)::integer,
                   batch_id = _batch_id,
                   error = coalesce(j.reason, d.error)
              from judged as j
             where d.issue_date = _issue.issue_date and d.subscriber_id = j.id
               and d.ctid = any(array(select k.tid from judged as k))  -- locked: they stay there
        ), leased as (
            insert into newsletter.newsletter_batches (
                id, issue_id, chunk_id, worker, account, subscriber_ids, open_count, claimed_at,
                expires_at)
            overriding system value
            select _batch_id, _issue.id, _chunk.id, claim_batch.worker, claim_batch.account,
                   array_agg(j.id), count(*), _now, _now + claim_batch.lease
              from judged as j
             where j.reason is null
            having count(*) > 0
        )
        select _batch_id, _issue.id, j.id, j.email, j.first_name, j.last_name, j.language,
               coalesce(j.email_format, 'html'),
               '<' || encode(uuid_send(_issue.id), 'hex') || '.'
               || encode(uuid_send(j.id), 'hex') || '@' || _from_domain || '>',
               ops._signed('track', uuid_send(j.id) || uuid_send(_issue.id), _token_key),
               ops._signed('unsubscribe', uuid_send(j.id) || uuid_send(_issue.id), _token_key),
               case when _issue.subject_variants <> '{}' then coalesce(
                   newsletter.variant_of(_issue.id, j.id, cardinality(_issue.subject_variants),
                                       _issue.test_share),
                   _issue.winner) end
          from judged as j
         where j.reason is null;
        if found then                       -- or a slice of nobody but skipped: take the next one
            get diagnostics _count = row_count;
            exit;
        end if;
    end loop;
    if claim_batch.account is not null and _count > 0 then
        perform newsletter._spend(claim_batch.account, _count);
    end if;
end;
$function$;

comment on function newsletter.claim_batch is
$$Hands a worker the next recipients to send to, all of one issue: writes their ledger rows as
sending, then returns what rendering needs. Who has unsubscribed or was suppressed since the
freeze is skipped.

worker: a name that no other worker has. batch_size: 1 to 10,000; a batch is no larger than its
chunk. lease: after it the rows count as unknown; newsletter.heartbeat extends it. account: by
which one (newsletter.choose_account), which limits the batch; null = one that is the worker's
own. Recipients at domains with limits (newsletter.sending_limits) are put off to when they may be
sent to. Returns beside the person: batch_id, to settle by newsletter.acknowledge; email_format
(html or text); message_id, the same whenever this issue goes to this person; track_token, for the
pixel and the links of newsletter.issue_payload; unsubscribe_token; variant, the place of the
subject in the issue's subject_variants, null when it has one subject. No row when nothing is due
(see newsletter.next_due_in) or the account may not send now. Commit before handing a message
over. Errors: 22023 batch_size or lease out of range, or a worker without a name; P0002 no such
account; 55000 the database was restored from a backup (ops.confirm_epoch). Writes:
newsletter.newsletter_chunks, newsletter.newsletter_batches, newsletter.newsletter_deliveries,
newsletter.sending_limits, newsletter.sending_hours. Locks: the account's limits, one chunk, the
ledger rows to try again, the limits of domains.$$;

revoke execute on function newsletter.claim_batch from public;
grant execute on function newsletter.claim_batch to aquascene_worker;

create or replace function newsletter.next_due_in()
returns interval
language sql
stable
security definer                            -- workers hold no privilege on chunks
set search_path = pg_catalog, pg_temp
as $function$
    select greatest(c.due_at - ops.now(), interval '0')
      from newsletter.newsletter_chunks as c
      join newsletter.newsletter_issues as i
        on i.id = c.issue_id and i.status = 'sending' and i.paused_at is null
     where c.claimed_count < c.size
     order by c.due_at, c.id
     limit 1;
$function$;

comment on function newsletter.next_due_in is
$$Returns how long it is until the next recipients are due, 0 when some are; null when nobody is
left. Errors: none.$$;

revoke execute on function newsletter.next_due_in from public;
grant execute on function newsletter.next_due_in to aquascene_worker;

create or replace function newsletter.heartbeat(worker text, lease interval default '5 minutes')
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with beat as (
        update newsletter.newsletter_batches as b
           set expires_at = greatest(b.expires_at, ops.now() + heartbeat.lease)
         where b.id in (select l.id
                          from newsletter.newsletter_batches as l
                         where l.worker = heartbeat.worker and l.expired_at is null
                           for update skip locked)
        returning b.id
    )
    select count(*) from beat;
$function$;

comment on function newsletter.heartbeat is
$$Extends the leases of a worker, which says so that it is alive, and returns how many batches it
has.

worker: as claimed. lease: from now on. Errors: none. Writes: newsletter.newsletter_batches.$$;

revoke execute on function newsletter.heartbeat from public;
grant execute on function newsletter.heartbeat to aquascene_worker;

commit;
