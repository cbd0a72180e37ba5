-- Test admin.api_keys: keys, checks, secrecy, the audit trigger.
begin;
select plan(13);

select results_eq(
    $$ select test.columns('admin.api_keys') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('user_id uuid not null'),
              ('name text not null'),
              ('prefix text not null'),
              ('key_hash text not null'),
              ('scopes text[] not null'),
              ('expires_at timestamp with time zone not null'),
              ('revoked_at timestamp with time zone'),
              ('last_used_at timestamp with time zone'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.api_keys') $$,
    $$ values ('FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (key_hash)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('admin.api_keys') $$,
    $$ values ('api_keys_user_id_idx btree (user_id)') $$, 'should have this index');
select throws_ok(
    format($$ set local role %I; select key_hash from admin.api_keys $$, r.name), '42501', null,
    format('%s may not read the hash', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

create temp table person as select test.admin() as id;
select throws_like(
    format($$ insert into admin.api_keys (user_id, name, prefix, key_hash, scopes, expires_at)
              select id, %L, 'aqk_', %L, %L::text[], now() + %L from person $$, c.name, c.hash,
           c.scopes, c.duration),
    format('%%"%s"%%', c.broken), format('should refuse %s', c.what))
  from (values
            ('no name', '', repeat('a', 64), '{a.b}', interval '1 day', 'api_keys_name_is_short'),
            ('a key in clear', 'ci', 'aqk_abc', '{a.b}', interval '1 day',
             'api_keys_hash_is_a_hash'),
            ('no scopes', 'ci', repeat('a', 64), '{}', interval '1 day', 'api_keys_have_scopes'),
            ('no duration', 'ci', repeat('a', 64), '{a.b}', interval '0',
             'api_keys_expire_after_they_are_made')
       ) as c (what, name, hash, scopes, duration, broken);
insert into admin.api_keys (user_id, name, prefix, key_hash, scopes, expires_at)
select id, 'ci', 'aqk_', repeat('a', 64), '{a.b}', now() + interval '1 day' from person;
update admin.api_keys set last_used_at = now();
select results_eq(
    $$ select a.action, a.new_data ->> 'key_hash' from audit.audit_log as a
        where a.table_name = 'admin.api_keys' $$,
    $$ values ('insert', '(secret)') $$,
    'should tell the audit log of changes, neither the hash nor each use');

select * from finish();
rollback;
