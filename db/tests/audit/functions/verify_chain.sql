-- Test audit.verify_chain on what a test's transaction can show; that 100 tamperings are found is
-- tested by python/tests/test_audit_chain.py.
begin;
select plan(8);

select throws_ok(
    format($$ set local role %I; select audit.verify_chain() $$, r.name), '42501', null,
    format('%s may not', r.name))
  from (values ('aquascene_app'), ('aquascene_editor')) as r (name);
set local role aquascene_admin;
select is_empty($$ select * from audit.verify_chain() $$, 'a log without seals should be intact');
reset role;

create temp table forged as
select 1::bigint as number,
       date_trunc('month', now() at time zone 'UTC')::date as month, 0::bigint as xid_from,
       1::bigint as xid_below, now() as first_at, now() as last_at, 1::bigint as row_count,
       sha256('') as digest,
       ''::bytea as previous, now() as sealed_at, sha256('') as proof;
insert into audit.seals select * from forged;
select set_eq(
    $$ select problem from audit.verify_chain() $$, array['head_missing', 'seal_forged',
                                                          'entries_missing'],
    'should find a seal that was made up');
insert into audit.chain_heads (seal_number, seal_proof, xid_below, sealed_at, proof)
values (3, '', 1, now(), '');
select set_eq(
    $$ select problem from audit.verify_chain() $$,
    array['head_forged', 'seal_forged', 'entries_missing', 'seal_missing'],
    'should find an end that was made up, and miss the seals before it');
select is_empty(
    $$ select * from audit.verify_chain('2999-01-01Z') where problem like 'entries%' $$,
    'should compare entries of the time asked for alone');
update ops.partition_policies set retention = '1 month' where table_name = 'audit.audit_log';
select is(
    audit._kept_since(), ((ops.now() at time zone 'UTC')::date - interval '1 month') at time zone
    'UTC', 'should know since when entries are kept');
update ops.partition_policies set retention = null where table_name = 'audit.audit_log';
select is(audit._kept_since(), '-infinity', 'should know that they are kept for ever');

select * from finish();
rollback;
