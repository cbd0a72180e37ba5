-- Test admin.admin_sessions: columns, keys, checks, secrecy.
begin;
select plan(15);

select results_eq(
    $$ select test.columns('admin.admin_sessions') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('user_id uuid not null'),
              ('session_token character varying(64) not null'),
              ('ip_address inet'),
              ('user_agent text'),
              ('expires_at timestamp with time zone not null'),
              ('created_at timestamp with time zone not null default now()'),
              ('last_seen_at timestamp with time zone not null default now()'),
              ('ends_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.admin_sessions') $$,
    $$ values ('FOREIGN KEY (user_id) REFERENCES admin.admin_users(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (session_token)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('admin.admin_sessions') $$,
    $$ values ('admin_sessions_expires_at_idx btree (expires_at)'),
              ('admin_sessions_user_id_idx btree (user_id)') $$,
    'should have these indexes');

select throws_ok(
    format($$ set local role %I; select from admin.admin_sessions $$, r.name), '42501', null,
    format('%s may not read', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

select test.admin(username => 'jo');
select throws_like(
    format($$ insert into admin.admin_sessions (user_id, session_token, expires_at)
              select id, %L, now() + %L from admin.admin_users $$, c.token, c.duration),
    format('%%"%s"%%', c.name), format('should refuse %s', c.what))
  from (values
            ('admin_sessions_token_is_a_hash', 'a token in clear', repeat('z', 64),
             interval '1 day'),
            ('admin_sessions_token_is_a_hash', 'capitals', repeat('A', 64), interval '1 day'),
            ('admin_sessions_token_is_a_hash', 'a short hash', repeat('a', 63), interval '1 day'),
            ('admin_sessions_expire_after_they_begin', 'a session without duration',
             repeat('a', 64), interval '0')
       ) as c (name, what, token, duration);
select throws_like(
    $$ insert into admin.admin_sessions (user_id, session_token, expires_at, ends_at)
       select id, repeat('a', 64), now() + interval '2 days', now() + interval '1 day'
         from admin.admin_users $$,
    '%"admin_sessions_expire_when_they_end"%', 'should refuse one that outlives its end');
select lives_ok(
    $$ insert into admin.admin_sessions (user_id, session_token, expires_at)
       select id, repeat('a', 64), now() + interval '1 us' from admin.admin_users $$,
    'should accept a hash and a later end');

delete from admin.admin_users;
select is_empty($$ select from admin.admin_sessions $$, 'should end with the person''s account');

select * from finish();
rollback;
