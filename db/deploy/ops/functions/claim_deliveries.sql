-- Deploy aquascene:ops/functions/claim_deliveries to pg
-- requires: ops/tables/webhook_endpoints
-- requires: ops/functions/add_endpoint
-- requires: ops/functions/check_epoch
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._webhook_signature(
    webhook_id text,
    unix_time  text,
    body       text,
    secret     bytea
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select 'v1,' || encode(
        public.hmac(
            convert_to(webhook_id || '.' || unix_time || '.' || body, 'UTF8'),
            public.pgp_sym_decrypt_bytea(secret, encode(ops._secret('webhook'), 'hex')),
            'sha256'),
        'base64');
$function$;

comment on function ops._webhook_signature is
$$Returns a signature as the Standard Webhooks have it: v1, and HMAC-SHA-256 of id, time and body.

secret: encrypted, as in ops.webhook_endpoints. Errors: none.$$;

revoke execute on function ops._webhook_signature from public;

-- Locks one endpoint that nobody is at, so that the order within each is kept. Reads events of
-- transactions below the oldest one that still runs only: none can come before them any more.
create or replace function ops.claim_deliveries(
    worker     text,
    batch_size integer default 20,
    lease      interval default '2 minutes'
)
returns table (
    endpoint_id bigint,
    url         text,
    lease_id    uuid,
    event_id    bigint,
    webhook_id  text,
    unix_time   text,
    signature   text,
    body        text
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty outbox scans it
set enable_sort = off                       -- else all that came since the last analyze, of which
set jit = off                               -- nothing is expected, is sorted in each call
as $function$
declare
    _horizon  constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
    _time     constant text := floor(extract(epoch from ops.now()))::bigint::text;
    _lease_id constant uuid := gen_random_uuid();
    _endpoint ops.webhook_endpoints;
    _ids      bigint[];
    _seen     bigint[] := array[]::bigint[];
    _last     record;
    _is_ahead boolean;
begin
    if coalesce(claim_deliveries.worker, '') = '' or coalesce(claim_deliveries.batch_size, 0) < 1
        or coalesce(claim_deliveries.lease, interval '0') <= interval '0'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'no worker, or a batch_size or lease that is not positive',
            hint    = 'Name the worker; the others may be left out.';
    end if;

    loop
        select e.* into _endpoint
          from ops.webhook_endpoints as e
         where e.is_enabled and e.next_attempt_at <= ops.now()
           and (e.lease_ends_at is null or e.lease_ends_at <= ops.now())
           and e.id <> all (_seen)
         order by e.next_attempt_at, e.id
         limit 1
           for update skip locked;
        if not found then
            return;
        end if;
        if _seen = array[]::bigint[] then
            perform ops._check_epoch();             -- a copy for tests must post to nobody
        end if;
        _seen := _seen || _endpoint.id;
        _is_ahead := false;

        -- Most events may be of other topics: 10,000 are looked at at a time, 100 times at most,
        -- and those that are passed over are looked at once.
        for _round in 1 .. 100 loop
            select array_agg(w.id order by w.xid, w.id) into _ids
              from (select a.id, a.xid
                      from (select o.id, o.xid, o.topic
                              from ops.outbox as o
                             where (o.xid, o.id) > (_endpoint.cursor_xid, _endpoint.cursor_id)
                               and o.xid < _horizon
                             order by o.xid, o.id
                             limit 10000) as a
                     where a.topic = any (_endpoint.topics) or '*' = any (_endpoint.topics)
                        or split_part(a.topic, '.', 1) || '.*' = any (_endpoint.topics)
                     order by a.xid, a.id
                     limit case when _endpoint.failure_count > 0 then 1
                                else claim_deliveries.batch_size end) as w;
            exit when _ids is not null;
            select a.xid, a.id into _last
              from (select o.id, o.xid
                      from ops.outbox as o
                     where (o.xid, o.id) > (_endpoint.cursor_xid, _endpoint.cursor_id)
                       and o.xid < _horizon
                     order by o.xid, o.id
                     limit 10000) as a
             order by a.xid desc, a.id desc
             limit 1;
            exit when not found;
            _endpoint.cursor_xid := _last.xid;
            _endpoint.cursor_id := _last.id;
            _is_ahead := true;
        end loop;
        if _ids is null then                        -- nothing of it is for this endpoint
            update ops.webhook_endpoints as e
               set cursor_xid = _endpoint.cursor_xid, cursor_id = _endpoint.cursor_id
             where e.id = _endpoint.id and _is_ahead;
            continue;
        end if;

        update ops.webhook_endpoints as e
           set cursor_xid = _endpoint.cursor_xid, cursor_id = _endpoint.cursor_id,
               leased_by = claim_deliveries.worker, lease_id = _lease_id,
               lease_ends_at = ops.now() + claim_deliveries.lease
         where e.id = _endpoint.id;
        return query
            select _endpoint.id, _endpoint.url, _lease_id, b.id, b.webhook_id, _time,
                   concat_ws(' ',
                       ops._webhook_signature(b.webhook_id, _time, b.body, _endpoint.secret),
                       case when _endpoint.old_secret_ends_at > ops.now()
                            then ops._webhook_signature(b.webhook_id, _time, b.body,
                                                        _endpoint.old_secret) end),
                   b.body
              from (select o.id, o.xid, 'evt_' || o.id as webhook_id,
                           json_build_object(
                               'type', o.topic,
                               'timestamp', to_char(o.created_at at time zone 'UTC',
                                                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                               'data', o.payload)::text as body
                      from ops.outbox as o
                     where o.id = any (_ids)) as b
             order by array_position(_ids, b.id);   -- by xid and id an index would be read in full
        return;
    end loop;
end;
$function$;

comment on function ops.claim_deliveries is
$$Gives a worker the next events of one endpoint that nobody is at, to be posted in this order until
one fails; none when nothing is to be told. After a failure it is one event at a time.

worker: who asks. batch_size: most events. lease: after which others may take the endpoint when
nothing is heard. webhook_id, unix_time, signature: headers as the Standard Webhooks have them;
the id stays the same however often it is told. body: what is posted. What became of it is said by
ops.acknowledge_deliveries. Errors: 22023 no worker, a size or lease that is not positive; 55000
the database was restored, copied or promoted (ops.confirm_epoch).
Writes: ops.webhook_endpoints, ops.epochs. Locks: one endpoint after the other, none that is
locked.$$;

revoke execute on function ops.claim_deliveries from public;
grant execute on function ops.claim_deliveries to aquascene_worker;

commit;
