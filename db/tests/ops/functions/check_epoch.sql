-- Test ops._check_epoch and confirm_epoch: a restored database does not act by itself.
begin;
select plan(18);

select is_empty($$ select from ops.epochs $$, 'should know of no place before the first use');
select test.travel_to('2031-01-01 10:00:00+00');
select lives_ok($$ select ops._check_epoch() $$, 'the first use should pass');
select results_eq(
    $$ select system_identifier, timeline_id, database_oid, confirmed_at,
              confirmed_by = session_user, note
         from ops.epochs $$,
    $$ select s.system_identifier, c.timeline_id, d.oid, '2031-01-01 10:00:00+00'::timestamptz,
              true, 'first use'
         from pg_control_system() as s, pg_control_checkpoint() as c, pg_database as d
        where d.datname = current_database() $$,
    'should write down where it is');
select lives_ok($$ select ops._check_epoch() $$, 'should pass again');
select is(count(*), 1::bigint, 'should write it down once') from ops.epochs;

select throws_ok(
    format('update ops.epochs set %s; select ops._check_epoch()', c.change),
    '55000', 'this database was restored, copied or promoted since it last sent',
    format('should notice that %s', c.what))
  from (values ('system_identifier = system_identifier - 1', 'the cluster is another'),
               ('timeline_id = timeline_id + 1', 'the timeline is another'),
               ('database_oid = 1', 'the database is another')) as c (change, what);

update ops.epochs set timeline_id = 0;
select test.act_as('admin');
select ops.add_endpoint('https://example.com/hook');
create temp table issue as select test.issue('scheduled') as id;
grant select on issue to aquascene_worker;
set local role aquascene_worker;
select throws_ok(format('select newsletter.begin_sending(%L)', id), '55000', null,
                 'should begin no issue') from issue;
select throws_ok($$ select newsletter.claim_batch('w') $$, '55000', null, 'should hand out nobody');
select throws_ok($$ select newsletter.advance() $$, '55000', null, 'should take no issue on');
select throws_ok($$ select ops.claim_deliveries('w') $$, '55000', null, 'should tell no endpoint');
select throws_ok($$ select ops.confirm_epoch('x') $$, '42501', null, 'a worker may not confirm');
reset role;
set local role aquascene_admin;
select throws_ok($$ select ops.confirm_epoch(' ') $$, '22023', 'note is empty',
                 'should refuse no note');
select lives_ok($$ select ops.confirm_epoch('a planned promotion') $$, 'an admin may');
select lives_ok($$ select ops.confirm_epoch('again') $$, 'and twice');
reset role;
select is(note, 'a planned promotion', 'should keep the first note')
  from ops.epochs where timeline_id <> 0;
set local role aquascene_worker;
select lives_ok(format('select newsletter.begin_sending(%L)', id), 'should go on') from issue;

select * from finish();
rollback;
