-- Deploy aquascene:audit/functions/seal to pg
-- requires: audit/tables/seals
-- requires: audit/tables/audit_log
-- requires: ops/functions/secret
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit._data_digest(old_data jsonb, new_data jsonb)
returns bytea
language sql
stable                                      -- convert_to is
parallel safe
begin atomic
    -- The text of jsonb is one for equal values, and holds no line feed.
    select sha256(convert_to(
        coalesce(old_data::text, '') || E'\n' || coalesce(new_data::text, ''), 'UTF8'));
end;

comment on function audit._data_digest is
$$Returns SHA-256 of what an entry of the audit log says was changed. Errors: none.$$;

revoke execute on function audit._data_digest from public;

create or replace function audit._entry_digest(
    id          uuid,
    table_name  text,
    record_id   text,
    action      text,
    data_digest bytea,
    changed_by  uuid,
    changed_at  timestamptz,
    ip_address  inet,
    user_agent  text,
    xid         bigint,
    number      bigint
)
returns bytea
language sql
stable                                      -- convert_to is
parallel safe
begin atomic
    -- An array's text quotes its elements and tells null from empty; an instant is its
    -- microseconds, in any time zone.
    select sha256(
        convert_to(array[id::text, table_name, record_id, action, changed_by::text,
                         ip_address::text, user_agent, xid::text, number::text]::text, 'UTF8')
        || timestamptz_send(changed_at) || data_digest);
end;

comment on function audit._entry_digest is
$$Returns SHA-256 of an entry of the audit log.

data_digest: its erased_digest, or audit._data_digest. The others: its columns. Errors: none.$$;

revoke execute on function audit._entry_digest from public;

create or replace function audit._seal_proof(seal audit.seals, key bytea)
returns bytea
language sql
stable                                      -- convert_to is
begin atomic
    select public.hmac(
        convert_to(
            array['seal', seal.number::text, seal.month::text, seal.xid_from::text,
                  seal.xid_below::text, seal.row_count::text]::text, 'UTF8')
        || timestamptz_send(seal.first_at) || timestamptz_send(seal.last_at)
        || timestamptz_send(seal.sealed_at) || seal.digest || seal.previous,
        key, 'sha256');
end;

comment on function audit._seal_proof is
$$Returns the proof of a seal: HMAC-SHA-256 over its other columns. Errors: none.$$;

revoke execute on function audit._seal_proof from public;

create or replace function audit._head_proof(head audit.chain_heads, key bytea)
returns bytea
language sql
stable                                      -- convert_to is
begin atomic
    select public.hmac(
        convert_to(array['head', head.seal_number::text, head.xid_below::text]::text, 'UTF8')
        || timestamptz_send(head.sealed_at) || head.seal_proof,
        key, 'sha256');
end;

comment on function audit._head_proof is
$$Returns the proof of the end of the chain: HMAC-SHA-256 over its other columns. Errors: none.$$;

revoke execute on function audit._head_proof from public;

-- The head's row lock makes callers queue up. Entries of transactions at or above the oldest one
-- still running wait for the next call: what is sealed is final.
create or replace function audit.seal()
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
set plan_cache_mode = force_custom_plan     -- a plan made without entries scans all of them
as $function$
declare
    _key     constant bytea := ops._secret('audit');
    _head    audit.chain_heads;
    _seal    audit.seals;
    _horizon bigint;
    _batch   record;
    _count   bigint := 0;
begin
    insert into audit.chain_heads (seal_number, seal_proof, xid_below, sealed_at, proof)
    values (0, '', 0, ops.now(), '')
    on conflict on constraint chain_heads_pkey do nothing;
    select h.* into strict _head from audit.chain_heads as h for update;
    -- Taken under the lock, so never behind an earlier caller's.
    _horizon := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    if _head.xid_below > _horizon then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the seals reach transaction %s, this server is at %s',
                             _head.xid_below, _horizon),
            detail  = 'The row of audit.chain_heads.',
            hint    = 'The database was restored from a dump: docs/guide/security.md says how to '
                      'go on.';
    end if;

    for _batch in
        -- Two steps, so that no list of digests outgrows what one value can hold.
        with entry as (
            select date_trunc('month', a.changed_at)::date as month, a.id, a.changed_at,
                   audit._entry_digest(
                       a.id, a.table_name, a.record_id, a.action,
                       coalesce(a.erased_digest, audit._data_digest(a.old_data, a.new_data)),
                       a.changed_by, a.changed_at, a.ip_address, a.user_agent, a.xid, a.number)
                       as digest
              from audit.audit_log as a
             where a.xid >= _head.xid_below and a.xid < _horizon
        ), part as (
            select e.month, get_byte(uuid_send(e.id), 0) as number, count(*) as row_count,
                   min(e.changed_at) as first_at, max(e.changed_at) as last_at,
                   sha256(string_agg(e.digest, ''::bytea order by e.id, e.changed_at)) as digest
              from entry as e
             group by e.month, get_byte(uuid_send(e.id), 0)
        )
        select p.month, sum(p.row_count)::bigint as row_count, min(p.first_at) as first_at,
               max(p.last_at) as last_at,
               sha256(string_agg(p.digest, ''::bytea order by p.number)) as digest
          from part as p
         group by p.month
         order by p.month
    loop
        _seal := row(_head.seal_number + 1, _batch.month, _head.xid_below, _horizon,
                     _batch.first_at, _batch.last_at, _batch.row_count, _batch.digest,
                     _head.seal_proof, ops.now(), ''::bytea);
        _seal.proof := audit._seal_proof(_seal, _key);
        insert into audit.seals select _seal.*;
        _head.seal_number := _seal.number;
        _head.seal_proof := _seal.proof;
        _count := _count + _batch.row_count;
    end loop;

    -- An idle database writes nothing.
    if _count > 0 then
        _head.xid_below := _horizon;
        _head.sealed_at := ops.now();
        update audit.chain_heads as h
           set seal_number = _head.seal_number, seal_proof = _head.seal_proof,
               xid_below = _head.xid_below, sealed_at = _head.sealed_at,
               proof = audit._head_proof(_head, _key);
    end if;
    return _count;
end;
$function$;

comment on function audit.seal is
$$Seals the entries of the audit log that came since the last call, and returns how many. A job
calls it each minute: what is changed before its seal is not found.

Entries of transactions that began before one still running wait for the next call. Errors: 55000
the database was restored from a dump, and the seals are ahead of it. Writes: audit.seals,
audit.chain_heads. Locks: the row of audit.chain_heads.$$;

revoke execute on function audit.seal from public;
grant execute on function audit.seal to aquascene_admin, aquascene_worker;

create or replace function audit.chain_head()
returns text
language sql
stable
security definer                            -- anybody who audits may keep it
set search_path = pg_catalog, pg_temp
as $function$
    select format('%s %s', h.seal_number, encode(h.seal_proof, 'hex'))
      from audit.chain_heads as h
     where h.seal_number > 0;
$function$;

comment on function audit.chain_head is
$$Returns the number and the proof of the last seal, to be kept outside the database (printed,
mailed). A chain that is written anew by somebody who has the key does not hold them: compare with
audit.seals. Null before the first seal. Errors: none.$$;

revoke execute on function audit.chain_head from public;
grant execute on function audit.chain_head to aquascene_reader;

commit;
