-- Test admin.totp_secrets: keys, secrecy, the audit trigger.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('admin.totp_secrets') $$,
    $$ values ('user_id uuid not null'),
              ('secret bytea not null'),
              ('last_step bigint not null default 0'),
              ('recovery_hashes text[] not null default ''{}''::text[]'),
              ('confirmed_at timestamp with time zone'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.totp_secrets') $$,
    $$ values ('FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (user_id)') $$,
    'should have these keys');
select throws_ok(
    format($$ set local role %I; select from admin.totp_secrets $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

insert into admin.totp_secrets (user_id, secret, recovery_hashes)
values (test.admin(), '\xdeadbeef', '{cafecafe}');
update admin.totp_secrets set last_step = 7;
update admin.totp_secrets set secret = '\xdeadbee0';
select results_eq(
    $$ select a.action, a.new_data ->> 'secret', a.new_data ->> 'recovery_hashes'
         from audit.audit_log as a
        where a.table_name = 'admin.totp_secrets' order by a.action $$,
    $$ values ('insert', '(secret)', '(secret)'), ('update', '(secret)', null) $$,
    'should tell the audit log of changes, neither the secrets nor each use');

select * from finish();
rollback;
