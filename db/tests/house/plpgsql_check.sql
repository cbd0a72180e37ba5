-- Test that plpgsql_check has nothing to say about any function.
begin;
select plan(4);

-- A drain makes the triggers of ops._mirror_strays, and takes them away.
insert into analytics.system_metrics (service_name, metric_name, metric_value, date_bucket)
values ('service', 'metric', 1, current_date - 1000);
select ops.drain_default('analytics.system_metrics');

create temp table functions as
select p.oid, p.oid::regprocedure as name, p.prorettype = 'trigger'::regtype as is_trigger
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
 where l.lanname = 'plpgsql'
   and p.pronamespace::regnamespace::text in (
           'ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter', 'social',
           'analytics');

select cmp_ok(count(*), '>', 40::bigint, 'should find the functions') from functions;
select is_empty(
    $$ select f.name from functions as f
        where f.is_trigger
          and not exists (select from pg_trigger as t where t.tgfoid = f.oid) $$,
    'every trigger function should have a trigger');
select is_empty(
    $$ select f.name, m.message
         from functions as f
        cross join lateral plpgsql_check_function(
                  funcoid => f.oid, fatal_errors => false, other_warnings => true,
                  extra_warnings => true, performance_warnings => false) as m (message)
        where not f.is_trigger $$,
    'every function should be clean');
select is_empty(
    $$ select f.name, t.tgrelid::regclass, m.message
         from functions as f
         join (select distinct g.tgfoid, g.tgrelid, g.tgoldtable, g.tgnewtable
                 from pg_trigger as g
                 join pg_class as c on c.oid = g.tgrelid
                where not g.tgisinternal and not c.relispartition) as t on t.tgfoid = f.oid
        cross join lateral plpgsql_check_function(
                  funcoid => f.oid, relid => t.tgrelid, fatal_errors => false,
                  other_warnings => true, extra_warnings => true, performance_warnings => false,
                  oldtable => t.tgoldtable, newtable => t.tgnewtable) as m (message) $$,
    'every trigger function should be clean for each of its tables');

select * from finish();
rollback;
