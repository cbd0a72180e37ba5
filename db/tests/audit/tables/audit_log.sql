-- Test audit.audit_log: columns, keys, checks, partitions.
begin;
select plan(7);

select results_eq(
    $$ select test.columns('audit.audit_log') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('table_name text not null'),
              ('record_id text not null'),
              ('action text not null'),
              ('old_data jsonb'),
              ('new_data jsonb'),
              ('changed_by uuid'),
              ('changed_at timestamp with time zone not null default now()'),
              ('ip_address inet'),
              ('user_agent text'),
              ('xid bigint not null default ((pg_current_xact_id())::text)::bigint'),
              ('number bigint not null default nextval(''audit.entry_numbers''::regclass)'),
              ('erased_digest bytea') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audit.audit_log') $$,
    $$ values ('PRIMARY KEY (number, changed_at)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audit.audit_log') $$,
    $$ values ('audit_log_changed_by_idx btree (changed_by) WHERE (changed_by IS NOT NULL)'),
              ('audit_log_record_id_table_name_idx btree (record_id, table_name, changed_at)'),
              ('audit_log_xid_idx brin (xid) WITH (autosummarize=''on'')') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('audit.audit_log'::regclass), 'RANGE (changed_at)',
    'should be partitioned by the instant of the change');

set local role aquascene_reader;
select lives_ok($$ select new_data from audit.audit_log $$, 'a reader may read');
select throws_ok(
    $$ delete from audit.audit_log $$, '42501', null, 'a reader may not rewrite history');
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ update audit.audit_log set new_data = '{}' $$, '42501', null,
    'not even an admin may rewrite history');
reset role;

select * from finish();
rollback;
