-- Test admin.login_attempts: keys, secrecy.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('admin.login_attempts') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('user_id uuid'),
              ('name_key text not null'),
              ('address cidr'),
              ('is_known boolean not null'),
              ('ip_address inet'),
              ('begun_in xid8 not null default pg_current_xact_id()'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.login_attempts') $$,
    $$ values ('FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('admin.login_attempts') $$,
    $$ values ('login_attempts_created_at_idx btree (created_at)'),
              ('login_attempts_user_id_idx btree (user_id)') $$,
    'should have these indexes');
select throws_ok(
    format($$ set local role %I; select from admin.login_attempts $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

select * from finish();
rollback;
