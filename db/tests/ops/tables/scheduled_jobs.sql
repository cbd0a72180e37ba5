-- Test ops.scheduled_jobs: columns, keys, checks, the trigger of updated_at.
begin;
select plan(18);

select results_eq(
    $$ select test.columns('ops.scheduled_jobs') $$,
    $$ values ('name text not null'),
              ('description text not null'),
              ('schedule text not null'),
              ('time_zone text not null default ''UTC''::text'),
              ('kind text not null'),
              ('command text not null'),
              ('timeout interval not null default ''00:05:00''::interval'),
              ('misfire_policy text not null default ''run_once''::text'),
              ('max_attempts integer not null default 3'),
              ('is_repeated boolean not null default false'),
              ('is_enabled boolean not null default true'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.scheduled_jobs') $$,
    $$ values ('PRIMARY KEY (name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.scheduled_jobs') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select schedule from ops.scheduled_jobs $$, 'a reader may read');
select throws_ok(
    $$ update ops.scheduled_jobs set is_enabled = false $$, '42501', null,
    'a reader may not write');
reset role;

insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', ' */5  * * * 1-5 ', 'sql', 'select 1');
select pass('should accept five fields, whatever the blanks between them');

select throws_like(
    format($$ update ops.scheduled_jobs set %s $$, c.change), format('%%"%s"%%', c.name),
    format('should refuse %s', c.change))
  from (values
            ('scheduled_jobs_command_fits_the_kind', $$command = 'drop table x', kind = 'sql'$$),
            ('scheduled_jobs_max_attempts_is_1_to_100', $$max_attempts = 0$$),
            ('scheduled_jobs_max_attempts_is_1_to_100', $$max_attempts = 101$$),
            ('scheduled_jobs_kind_is_known', $$kind = 'shell'$$),
            ('scheduled_jobs_misfire_policy_is_known', $$misfire_policy = 'panic'$$),
            ('scheduled_jobs_timeout_is_a_second_to_a_day', $$timeout = '999 ms'$$),
            ('scheduled_jobs_timeout_is_a_second_to_a_day', $$timeout = '25 hours'$$)
       ) as c (name, change);
select lives_ok(
    format($$ update ops.scheduled_jobs set %s $$, c.change), format('should accept %s', c.change))
  from (values ($$kind = 'worker'$$), ($$misfire_policy = 'skip'$$),
               ($$misfire_policy = 'run_all'$$), ($$misfire_policy = 'run_once'$$)) as c (change);

select test.travel_to('2030-05-06 07:08Z');
update ops.scheduled_jobs set is_enabled = false;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at') from ops.scheduled_jobs
 where name = 'job';

select * from finish();
rollback;
