-- Test admin.create_api_key and admin.revoke_api_key.
begin;
select plan(29);

select throws_ok(
    format($$ set local role %I; select admin.%s $$, r.name, f.call), '42501', null,
    format('%s may not execute %s', r.name, f.call))
  from (values ('aquascene_app'), ('aquascene_worker')) as r (name),
       (values ('create_api_key(''x'', ''{content.write}'', now())'),
               ('revoke_api_key(null)')) as f (call);

select test.travel_to('2030-01-01 12:00:00Z');
create temp table person as select test.person('ada') as id;
grant select on person to public;
select throws_ok(
    $$ select admin.create_api_key('ci', '{content.write}', '2030-02-01') $$, '28000', null,
    'should want somebody who acts');
select admin.act_as(id) from person;
set local role aquascene_editor;
create temp table key as
select * from admin.create_api_key(
    'ci', '{newsletter.write,content.write,content.write}', '2030-02-01 00:00:00Z');
reset role;
select results_eq(
    $$ select k.id, a.user_id = p.id, a.name, a.prefix, a.key_hash, a.scopes, a.expires_at,
              a.created_at
         from admin.api_keys as a, key as k, person as p $$,
    $$ select k.id, true, 'ci', left(k.api_key, 10), admin._token_hash(k.api_key),
              '{content.write,newsletter.write}'::text[], timestamptz '2030-02-01 00:00:00Z',
              timestamptz '2030-01-01 12:00:00Z' from key as k $$,
    'should write whose it is and what it may do, of the key itself the hash');
select matches(
    api_key, '^aqk_[A-Za-z0-9_-]{43}$', 'should give a key of 32 bytes that says what it is')
  from key;
select throws_ok(
    format($$ select admin.create_api_key(%L, %L, %L) $$, c.name, c.scopes, c.expires_at),
    c.state, null, format('should refuse %s', c.what))
  from (values
            ('no name', null, '{content.write}', '2030-02-01', '22023'),
            ('an empty name', '', '{content.write}', '2030-02-01', '22023'),
            ('a long name', repeat('x', 101), '{content.write}', '2030-02-01', '22023'),
            ('no scopes', 'ci', null, '2030-02-01', '22023'),
            ('an empty list of scopes', 'ci', '{}', '2030-02-01', '22023'),
            ('a scope that is null', 'ci', '{content.write,null}', '2030-02-01', '42501'),
            ('a scope that the owner lacks', 'ci', '{users.manage}', '2030-02-01', '42501'),
            ('a scope that nobody knows', 'ci', '{no.such}', '2030-02-01', '42501'),
            ('no end', 'ci', '{content.write}', null, '22023'),
            ('an end that is past', 'ci', '{content.write}', '2030-01-01 12:00:00Z', '22023'),
            ('an end in two years', 'ci', '{content.write}', '2032-01-01', '22023'),
            ('no end at all', 'ci', '{content.write}', 'infinity', '22023')
       ) as c (what, name, scopes, expires_at, state);
update admin.admin_users set permissions = '["users.manage"]' where username = 'ada';
select lives_ok(
    $$ select admin.create_api_key('more', '{users.manage}', '2030-02-01') $$,
    'should count permissions beyond the role''s');
update admin.admin_users set permissions = '[]' where username = 'ada';

-- Through a key
select a.* from key as k, admin.authenticate_key(k.api_key) as a;
select throws_ok(
    $$ select admin.create_api_key('ci', '{content.write}', '2030-02-01') $$, '42501', null,
    'should not let a key make a key');
select throws_ok(
    $$ select admin.revoke_api_key(id) from key $$, '42501', null,
    'should not let a key revoke one');

-- Revoking
select test.act_as('editor');
select throws_ok(
    $$ select admin.revoke_api_key(id) from key $$, '42501', null,
    'should want a permission for the key of somebody else');
select throws_ok(
    $$ select admin.revoke_api_key(gen_random_uuid()) $$, '42501', null,
    'should not tell who may not which keys there are');
select admin.act_as(id) from person;
select lives_ok($$ select admin.revoke_api_key(id) from key $$, 'should let the owner');
select is(
    (select revoked_at from admin.api_keys as a join key using (id)),
    timestamptz '2030-01-01 12:00:00Z', 'should write when');
select test.act_as('admin');
select test.travel_to('2030-01-02');
select lives_ok($$ select admin.revoke_api_key(id) from key $$, 'should be done twice at will');
select is(
    (select revoked_at from admin.api_keys as a join key using (id)),
    timestamptz '2030-01-01 12:00:00Z', 'should stay as it was then');
select throws_ok(
    $$ select admin.revoke_api_key(gen_random_uuid()) $$, 'P0002', null,
    'should refuse what is not there');

select * from finish();
rollback;
