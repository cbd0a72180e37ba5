-- Test admin.logout and admin.logout_everywhere.
begin;
select plan(15);

select throws_ok(
    format($$ set local role %I; select admin.logout('x') $$, r.name), '42501', null,
    format('%s may not sign out', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
select throws_ok(
    format($$ set local role %I; select admin.logout_everywhere() $$, r.name), '42501', null,
    format('%s may not sign out everywhere', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);

create temp table person as
select test.person('ada') as id union all select test.person('bo');
create temp table session as
select l.session_token, l.user_id
  from unnest(array['ada', 'ada', 'ada', 'bo']) as n, test.login(n) as l;
grant select on person, session to public;

set local role aquascene_editor;
select ok(
    (select admin.logout(session_token) from session limit 1), 'should say that it ended one');
select ok(
    (select not admin.logout(session_token) from session limit 1), 'should not mind none');
select ok(not admin.logout(null), 'should not mind no token');
select throws_ok(
    $$ select admin.logout_everywhere() $$, '28000', null, 'should want somebody who acts');
select admin.act_as(user_id) from session limit 1;
select throws_ok(
    $$ select admin.logout_everywhere(user_id) from session offset 3 $$, '42501', null,
    'should want a permission for somebody else');
reset role;
select admin.act_as(user_id, scopes => '{content.write}') from session limit 1;
select throws_ok(
    format('select admin.logout_everywhere(%L)', u.id), '42501', null,
    'should not let an API key do it')
  from (values (null), ((select user_id from session limit 1))) as u (id);
select admin.act_as(user_id) from session limit 1;
set local role aquascene_editor;
select is(admin.logout_everywhere(), 2, 'should end the sessions that are left');
reset role;
select is(
    (select count(*) from admin.admin_sessions), 1::bigint, 'should end those of nobody else');
select test.act_as('admin');
select is(
    (select admin.logout_everywhere(user_id) from session offset 3), 1,
    'should end those of somebody else for who manages people');

select * from finish();
rollback;
