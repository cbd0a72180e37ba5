-- Deploy aquascene:content/functions/claim_raw to pg
-- requires: content/tables/raw_queue
-- requires: content/tables/raw_leases
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Rows of the queue that others are taking are skipped, so no two workers wait for each other.
create or replace function content.claim_raw(
    worker     text,
    batch_size integer default 10,
    lease      interval default '5 minutes'
)
returns table (
    id            uuid,
    source_url    text,
    source_domain varchar(255),
    content_type  varchar(50),
    title         text,
    content       text,
    images        jsonb,
    metadata      jsonb,
    language      varchar(10),
    word_count    integer,
    scraped_at    timestamptz,
    attempts      integer
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan    -- planning would cost as much as the work
set enable_seqscan = off                    -- and only look-ups by index fit, however large
set enable_hashjoin = off                   -- the tables are when the plan is made
set enable_mergejoin = off
as $function$
#variable_conflict use_column
begin
    if claim_raw.worker is null or claim_raw.lease is null
        or claim_raw.lease not between '1 second' and '1 day'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('worker %s cannot lease for %s',
                             coalesce(quote_literal(claim_raw.worker), 'null'),
                             coalesce(claim_raw.lease::text, 'null')),
            hint    = 'Give the worker a name, and a lease from 1 second to 1 day.';
    end if;

    return query
    with due as (
        select q.ctid                       -- locked, so it stays where it is
          from content.raw_queue as q
         where q.next_attempt_at <= ops.now()
         order by q.next_attempt_at, q.place
         limit claim_raw.batch_size
           for update skip locked
    ), claimed as (
        delete from content.raw_queue as q
         using due as d
         where q.ctid = d.ctid
        returning q.raw_content_id, q.attempts + 1 as attempts
    ), leased as (
        insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
        select claim_raw.worker, ops.now() + claim_raw.lease, array_agg(c.raw_content_id),
               array_agg(c.attempts)
          from claimed as c
        having count(*) > 0
    )
    select r.id, r.source_url, r.source_domain, r.content_type, r.title, r.content, r.images,
           r.metadata, r.language, r.word_count, r.scraped_at, c.attempts
      from claimed as c
      join content.raw_content as r on r.id = c.raw_content_id;
end;
$function$;

comment on function content.claim_raw is
$$Hands up to batch_size waiting raw items to a worker, those that wait longest, and returns what a
draft can be made of: columns of content.raw_content, and attempts, this one included.

worker: a name that no other worker has. lease: how long the worker may take, from 1 second to 1
day; after it content.release_expired_leases gives the items to others. Errors: 22023 no worker,
or a lease out of range; 2201W a negative batch_size. Writes: content.raw_queue,
content.raw_leases. Locks: the rows of the queue that it takes.$$;

revoke execute on function content.claim_raw from public;
grant execute on function content.claim_raw to aquascene_worker;

commit;
