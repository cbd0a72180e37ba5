-- Test admin.authenticate and admin.authenticate_key: who acts.
begin;
select plan(28);

select throws_ok(
    format($$ set local role %I; select admin.%I('x') $$, r.name, f.name), '42501', null,
    format('%s may not execute %s', r.name, f.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name),
       (values ('authenticate'), ('authenticate_key')) as f (name);

create function pg_temp.actor() returns text
language sql as $function$
    select concat_ws(' | ', u.username,
                     host(nullif(current_setting('aquascene.ip_address', true), '')::inet),
                     regexp_replace(current_setting('aquascene.user_agent', true),
                                    '^api-key/\S{36}', 'api-key/…'))
      from admin.admin_users as u
     where u.id::text = current_setting('aquascene.user_id', true);
$function$;

-- Sessions
select test.travel_to('2030-01-01 12:00:00Z');
create temp table person as select test.person('ada') as id;
create temp table session as select * from test.login();
grant select on person, session to public;
select throws_ok(
    format($$ select admin.authenticate(%L) $$, t.token), '28000', 'no such session',
    format('should refuse %s', t.what))
  from (values ('no token', null), ('an empty token', ''), ('a forged token', 'aqs_forged'),
               ('the hash of a token', (select a.session_token from admin.admin_sessions as a)),
               ('ten million characters', repeat('x', 10000000))) as t (what, token);
select is(pg_temp.actor(), null, 'should let nobody act then');

set local role aquascene_editor;
select results_eq(
    $$ select a.*
         from session as s, admin.authenticate(s.session_token, '192.0.2.8', 'a/2') as a $$,
    $$ select id, 'ada', 'editor', timestamptz '2030-01-02 00:00:00Z' from person $$,
    'should say who it is, and how long the session lasts');
select is(admin.require('content.review'), id, 'should let the person act') from person;
reset role;
select is(
    pg_temp.actor(), 'ada | 192.0.2.8 | a/2', 'should tell the audit log where from and with what');

-- It slides, at most once a minute
create function pg_temp.use_at(instant timestamptz) returns text
language plpgsql as $function$
declare
    _before constant xid := (select xmin from admin.admin_sessions);
begin
    perform test.travel_to(use_at.instant);
    perform a.* from session as s, admin.authenticate(s.session_token) as a;
    return (select to_char(a.expires_at at time zone 'UTC', 'DD HH24:MI:SS')
                   || ' ' || to_char(a.last_seen_at at time zone 'UTC', 'DD HH24:MI:SS')
              from admin.admin_sessions as a);
end;
$function$;
select is(
    pg_temp.use_at('2030-01-01 12:00:59Z'), '02 00:00:00 01 12:00:00', 'should not write at once');
select is(
    pg_temp.use_at('2030-01-01 12:01:00Z'), '02 00:01:00 01 12:01:00', 'should slide a minute on');
select is(
    pg_temp.use_at('2030-01-02 00:00:59Z'), '02 12:00:59 02 00:00:59', 'should last while used');
update admin.admin_sessions set expires_at = ends_at;
select is(
    pg_temp.use_at('2030-01-31 11:00:00Z'), '31 12:00:00 31 11:00:00',
    'should not outlive its end, however much it is used');
select throws_ok(
    $$ select pg_temp.use_at('2030-01-31 12:00:00Z') $$, '28000', 'no such session',
    'should refuse a session that has ended');
select test.travel_to('2030-01-31 11:30:00Z');
update admin.admin_users set is_active = false;
select throws_ok(
    $$ select admin.authenticate(session_token) from session $$, '28000', 'no such session',
    'should refuse who is not active any more');
update admin.admin_users set is_active = true;

-- Keys
select admin.act_as(id) from person;
create temp table key as
select * from admin.create_api_key('ci', '{content.write}', '2030-02-10 00:00:00Z');
grant select on key to public;
set local role aquascene_worker;
select results_eq(
    $$ select a.* from key as k, admin.authenticate_key(k.api_key, '192.0.2.9', 'curl') as a $$,
    $$ select id, 'ada', 'editor', '{content.write}'::text[], timestamptz '2030-02-10 00:00:00Z'
         from person $$,
    'should say for whom a key acts, and within what');
select is(admin.require('content.write'), id, 'should let it act within its scope') from person;
select throws_ok(
    $$ select admin.require('content.review') $$, '42501', null, 'should let it do nothing else');
reset role;
select is(
    pg_temp.actor(), 'ada | 192.0.2.9 | api-key/… curl', 'should tell the audit log of the key');
select is(
    (select last_used_at from admin.api_keys), timestamptz '2030-01-31 11:30:00Z',
    'should write when it was used');
select test.travel_to('2030-01-31 11:30:59Z');
select a.* from key as k, admin.authenticate_key(k.api_key) as a;
select is(
    (select last_used_at from admin.api_keys), timestamptz '2030-01-31 11:30:00Z',
    'should write it once a minute');
select test.travel_to('2030-02-10 00:00:00Z');
select throws_ok(
    $$ select admin.authenticate_key(api_key) from key $$, '28000', 'no such API key',
    'should refuse a key that has ended');
select test.travel_to('2030-02-09 00:00:00Z');
update admin.admin_users set is_active = false;
select throws_ok(
    $$ select admin.authenticate_key(api_key) from key $$, '28000', 'no such API key',
    'should refuse the key of who is not active any more');
update admin.admin_users set is_active = true;
update admin.api_keys set revoked_at = now();
select throws_ok(
    $$ select admin.authenticate_key(api_key) from key $$, '28000', 'no such API key',
    'should refuse a key that was revoked');

select * from finish();
rollback;
