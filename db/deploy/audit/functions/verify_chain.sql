-- Deploy aquascene:audit/functions/verify_chain to pg
-- requires: audit/functions/seal
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit._redaction_proof(redaction audit.redactions, key bytea)
returns bytea
language sql
stable                                      -- convert_to is
begin atomic
    select public.hmac(
        convert_to(array['redaction', redaction.entry_id::text, redaction.erased_for::text]::text,
                   'UTF8')
        || timestamptz_send(redaction.changed_at) || timestamptz_send(redaction.redacted_at)
        || redaction.original_digest || redaction.redacted_digest,
        key, 'sha256');
end;

comment on function audit._redaction_proof is
$$Returns the proof of a redaction: HMAC-SHA-256 over its other columns. Errors: none.$$;

revoke execute on function audit._redaction_proof from public;

create or replace function audit._kept_since()
returns timestamptz
language sql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $function$
    select coalesce(
        (select (ops.now()::date - p.retention)::timestamptz
           from ops.partition_policies as p
          where p.table_name = 'audit.audit_log' and p.retention is not null),
        '-infinity');
$function$;

comment on function audit._kept_since is
$$Returns the instant before which ops.apply_retention may remove entries of the audit log.
Errors: none.$$;

revoke execute on function audit._kept_since from public;

create or replace function audit.verify_chain(
    since timestamptz default null,
    until timestamptz default null
)
returns table (month date, seal bigint, problem text, detail text)
language plpgsql
volatile                                    -- each statement may see what was sealed meanwhile
security definer                            -- the key is for the owner alone
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
set plan_cache_mode = force_custom_plan
as $function$
declare
    -- Seals of before ops.rotate_secret have the key of then.
    _keys  constant bytea[] := (
        select array_agg(k.value)
          from (select s.value from ops.secrets as s where s.name = 'audit'
                union all
                select o.value from ops.old_secrets as o where o.name = 'audit') as k);
    _from  constant timestamptz := coalesce(verify_chain.since, '-infinity');
    _to    constant timestamptz := coalesce(verify_chain.until, 'infinity');
    _kept  constant timestamptz := audit._kept_since();
    _head  audit.chain_heads;
    _month record;
begin
    -- The chain: every seal is one of ours, in its place, and none is missing.
    select h.* into _head from audit.chain_heads as h;
    if _head.seal_number > 0
        and not exists (select from unnest(_keys) as k (value)
                         where audit._head_proof(_head, k.value) = _head.proof)
    then
        return query select null::date, _head.seal_number, 'head_forged',
                            'The row of audit.chain_heads does not fit its proof.';
    elsif coalesce(_head.seal_number, 0) = 0 and exists (select from audit.seals) then
        return query select null::date, null::bigint, 'head_missing',
                            'There are seals, but no row in audit.chain_heads.';
    end if;
    return query
        select s.month, s.number, c.problem, c.detail
          from (select t as whole, t.*, lag(t.number) over w as number_before,
                       lag(t.proof) over w as proof_before
                  from audit.seals as t
                window w as (order by t.number)) as s
         cross join lateral (values
                (not exists (select from unnest(_keys) as k (value)
                              where audit._seal_proof(s.whole, k.value) = s.proof), 'seal_forged',
                 'The seal does not fit its proof.'),
                (s.number <> coalesce(s.number_before, 0) + 1, 'seal_missing',
                 format('Seals %s to %s are gone.', coalesce(s.number_before, 0) + 1,
                        s.number - 1)),
                (s.number = coalesce(s.number_before, 0) + 1
                 and s.previous is distinct from coalesce(s.proof_before, ''), 'seal_misplaced',
                 'It was not made after the seal before it.')) as c (is_wrong, problem, detail)
         where c.is_wrong
         order by s.number;
    if _head.seal_number > (select coalesce(max(s.number), 0) from audit.seals as s) then
        return query
            select null::date, _head.seal_number, 'seal_missing',
                   format('Seals from %s to %s are gone.', max(s.number) + 1, _head.seal_number)
              from audit.seals as s;
    elsif _head.seal_number < (select max(s.number) from audit.seals as s) then
        return query select null::date, _head.seal_number, 'head_forged',
                            'There are seals after the end of the chain.';
    end if;

    -- The entries, month by month, each read once.
    for _month in
        select s.month, array_agg(s.xid_from order by s.number) as froms
          from audit.seals as s
         where s.last_at >= _from and s.first_at < _to
         group by s.month
         order by s.month
    loop
        return query
            with sealed as (
                -- Which of the month's seals: that which begins last before the entry.
                select s.*, row_number() over (order by s.number) as place
                  from audit.seals as s
                 where s.month = _month.month and s.last_at >= _from and s.first_at < _to
            ), entry as materialized (
                select a.id, a.changed_at, a.xid,
                       width_bucket(a.xid, _month.froms) as place,
                       audit._entry_digest(
                           a.id, a.table_name, a.record_id, a.action,
                           coalesce(a.erased_digest,
                                    audit._data_digest(a.old_data, a.new_data)),
                           a.changed_by, a.changed_at, a.ip_address, a.user_agent, a.xid, a.number)
                           as digest
                  from audit.audit_log as a
                 where a.changed_at >= _month.month::timestamptz
                   and a.changed_at < _month.month::timestamptz + interval '1 month'
                   and a.xid < _head.xid_below
            ), part as (
                select e.place, get_byte(uuid_send(e.id), 0) as number, count(*) as row_count,
                       sha256(string_agg(e.digest, ''::bytea order by e.id, e.changed_at))
                           as digest
                  from entry as e
                  join sealed as s on s.place = e.place and e.xid < s.xid_below
                 group by e.place, get_byte(uuid_send(e.id), 0)
            ), found as (
                select p.place, sum(p.row_count)::bigint as row_count,
                       sha256(string_agg(p.digest, ''::bytea order by p.number)) as digest
                  from part as p
                 group by p.place
            )
            select s.month, s.number,
                   case when coalesce(f.row_count, 0) < s.row_count then 'entries_missing'
                        when f.row_count > s.row_count then 'entries_added'
                        else 'entries_changed' end,
                   format('%s entries of %s to %s were sealed, %s are there.', s.row_count,
                          s.first_at, s.last_at, coalesce(f.row_count, 0))
              from sealed as s
              left join found as f on f.place = s.place
             where f.digest is distinct from s.digest
               -- What is older than the retention is removed day by day.
               and (s.first_at >= _kept or s.last_at < _kept and f.row_count > 0)
            union all
            select _month.month, null, 'entries_added',
                   format('%s entries belong to no seal, among them %s.', count(*), min(e.id::text))
              from entry as e
              left join sealed as s on s.place = e.place and e.xid < s.xid_below
             where s.number is null
               and (_from = '-infinity' and _to = 'infinity')
            having count(*) > 0;
    end loop;

    -- Months that no seal knows of.
    return query
        select date_trunc('month', a.changed_at)::date, null::bigint, 'entries_added',
               format('%s entries of a month without seals.', count(*))
          from audit.audit_log as a
         where a.xid < _head.xid_below
           and (_from = '-infinity' and _to = 'infinity')
           and not exists (select from audit.seals as s
                            where s.month = date_trunc('month', a.changed_at)::date)
         group by date_trunc('month', a.changed_at)::date;

    -- What was blotted out was blotted out by an erasure.
    return query
        select date_trunc('month', a.changed_at)::date, null::bigint, 'redaction_unvouched',
               format('Entry %s says it was erased; no redaction vouches for that.', a.id)
          from audit.audit_log as a
          left join audit.redactions as r
            on r.entry_id = a.id and r.changed_at = a.changed_at
           and r.original_digest = a.erased_digest
           and r.redacted_digest = audit._data_digest(a.old_data, a.new_data)
           and exists (select from unnest(_keys) as k (value)
                        where audit._redaction_proof(r, k.value) = r.proof)
         where a.erased_digest is not null and r.entry_id is null
           and a.changed_at >= _from and a.changed_at < _to;
end;
$function$;

comment on function audit.verify_chain is
$$Compares the audit log with its seals and returns what does not fit; no row = it is as it was.

since, until: only seals over entries of this time, and the whole chain of seals; null = all. Reads
each entry once. problem: entries_changed, entries_missing, entries_added; seal_forged,
seal_missing, seal_misplaced, head_forged, head_missing: somebody wrote in the seals;
redaction_unvouched: data that were not erased by audience.erase_subscriber. What is older than the
retention (ops.partition_policies) may be gone. What changed before it was sealed, within a minute,
is not found, nor what somebody did who could read the key: keep audit.chain_head elsewhere.
Errors: none.$$;

revoke execute on function audit.verify_chain from public;
grant execute on function audit.verify_chain to aquascene_admin, aquascene_worker;

commit;
