-- Test admin.known_addresses: keys, secrecy.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('admin.known_addresses') $$,
    $$ values ('user_id uuid not null'),
              ('address cidr not null'),
              ('expires_at timestamp with time zone not null'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.known_addresses') $$,
    $$ values ('FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (user_id, address)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('admin.known_addresses') $$,
    $$ values ('known_addresses_expires_at_idx btree (expires_at)') $$,
    'should have this index');
select throws_ok(
    format($$ set local role %I; select from admin.known_addresses $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

select * from finish();
rollback;
