-- Test ops.create_monthly_partition: the seed's partition maker.
begin;
select plan(28);

create function pg_temp.bounds(partition text) returns text
language sql
set timezone = 'UTC'
as $function$
    select regexp_replace(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES ', '')
      from pg_class as c
     where c.oid = to_regclass(bounds.partition) and c.relispartition;
$function$;

create function pg_temp.failure(statement text, out message text, out hint text)
language plpgsql as $function$
begin
    execute failure.statement;
exception
    when others then
        get stacked diagnostics message = message_text, hint = pg_exception_hint;
end;
$function$;

select ok(
    'lock_timeout=3s' = any (proconfig), 'should give up a lock after 3 s rather than stop writers')
  from pg_proc where oid = 'ops.create_monthly_partition(text,date)'::regprocedure;

-- As `alter database … set search_path` makes it for sessions of a deployed database.
set local search_path = public, ops, audit, admin, content, scraping, audience, social, newsletter,
                        analytics;

select throws_ok(
    format($$ set local role %I; select create_monthly_partition('job_runs', '2041-01-01') $$,
           r.name), '42501', null, format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_worker')) as r (name);

set local role aquascene_admin;
select lives_ok(
    $$ select create_monthly_partition('content_metrics', '2041-01-01') $$,
    'an admin may make one as the seed does, by the bare name');
reset role;
select is(
    pg_temp.bounds('analytics.content_metrics_2041_01'),
    'FROM (''2041-01-01'') TO (''2041-02-01'')',
    'should hold the month');
select is(
    relowner::regrole::text, 'aquascene_owner', 'should belong to the owner')
  from pg_class where oid = 'analytics.content_metrics_2041_01'::regclass;
select is(
    obj_description('analytics.content_metrics_2041_01'::regclass),
    'Rows of analytics.content_metrics of 2041-01.', 'should say what it holds');
select results_eq(
    $$ select pg_get_constraintdef(oid) from pg_constraint
        where conrelid = 'analytics.content_metrics_2041_01'::regclass
        order by contype, conname $$,
    $$ select pg_get_constraintdef(oid) from pg_constraint
        where conrelid = 'analytics.content_metrics'::regclass
        order by contype, conname $$,
    'should have the constraints of the table');
select is_empty(
    $$ select i.indexrelid::regclass
         from pg_index as i
        where i.indrelid = 'analytics.content_metrics'::regclass
          and not exists (
              select from pg_inherits as h
                join pg_index as x on x.indexrelid = h.inhrelid
               where h.inhparent = i.indexrelid
                 and x.indrelid = 'analytics.content_metrics_2041_01'::regclass) $$,
    'should have the indexes of the table, as parts of them');
select is_empty(
    $$ select r.name, p.privilege
         from (values ('aquascene_reader'), ('aquascene_admin')) as r (name)
        cross join (values ('select'), ('insert'), ('update'), ('delete')) as p (privilege)
        where has_table_privilege(r.name, 'analytics.content_metrics_2041_01', p.privilege) $$,
    'should be reached through the table only');

select lives_ok(
    $$ select create_monthly_partition('content_metrics', '2041-01-31') $$,
    'should do nothing when it is there');
select create_monthly_partition('analytics.content_metrics', d.day)
  from (values ('2041-12-05'::date), ('2044-02-29'), ('2045-02-28')) as d (day);
select results_eq(
    $$ select c.relname::text collate "default",
              pg_temp.bounds('analytics.' || c.relname) collate "default"
         from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'analytics.content_metrics'::regclass and c.relname ~ '_204\d_'
        order by c.relname $$,
    $$ values ('content_metrics_2041_01', 'FROM (''2041-01-01'') TO (''2041-02-01'')'),
              ('content_metrics_2041_12', 'FROM (''2041-12-01'') TO (''2042-01-01'')'),
              ('content_metrics_2044_02', 'FROM (''2044-02-01'') TO (''2044-03-01'')'),
              ('content_metrics_2045_02', 'FROM (''2045-02-01'') TO (''2045-03-01'')') $$,
    'should make a month of any of its days: the last of the year, the leap day');

set local timezone = 'Pacific/Kiritimati';
select create_monthly_partition('job_runs', '2041-03-15');
select is(
    pg_temp.bounds('ops.job_runs_2041_03'),
    'FROM (''2041-03-01 00:00:00+00'') TO (''2041-04-01 00:00:00+00'')',
    'should begin and end at midnight UTC, whatever the session''s time zone');
set local timezone = 'UTC';

-- Strays move into the partition, exactly those of the month.
insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('job', 'A job.', '* * * * *', 'sql', 'select 1');
insert into ops.job_runs (job_name, due_at, started_at, worker)
values ('job', now(), '2041-04-30 23:59:59.999999Z', 'april'),
       ('job', now(), '2041-05-01 00:00:00Z', 'first'),
       ('job', now(), '2041-05-31 23:59:59.999999Z', 'last'),
       ('job', now(), '2041-06-01 00:00:00Z', 'june');
create temp table before as select * from ops.job_runs;
set local timezone = 'America/New_York';
select create_monthly_partition('ops.job_runs', '2041-05-15');
set local timezone = 'UTC';
select results_eq(
    $$ select worker, replace(tableoid::regclass::text, 'ops.', '')
         from ops.job_runs order by started_at $$,
    $$ values ('april', 'job_runs_default'), ('first', 'job_runs_2041_05'),
              ('last', 'job_runs_2041_05'), ('june', 'job_runs_default') $$,
    'should move the rows of the month out of the default partition, and leave the others');
select results_eq(
    $$ select * from ops.job_runs order by started_at $$,
    $$ select * from before order by started_at $$, 'should move them as they are');

-- Errors
select throws_ok(
    format($$ select create_monthly_partition(%L, %L) $$, c.relation, c.day), '22023', c.message,
    format('should refuse %s', c.what))
  from (values
            ('a table that is not partitioned', 'ops.settings', '2041-01-01',
             'table ops.settings is not partitioned by range'),
            ('a table that is not there', 'nowhere', '2041-01-01',
             'no table ''nowhere'', or no date ''2041-01-01'''),
            ('no table', null, '2041-01-01', 'no table NULL, or no date ''2041-01-01'''),
            ('no date', 'content_metrics', null, 'no table ''content_metrics'', or no date NULL')
       ) as c (what, relation, day, message);
select is(
    (pg_temp.failure($$ select create_monthly_partition('ops.settings', '2041-01-01') $$)).hint,
    'select table_name from ops.partition_policies lists the tables that are.',
    'should say where the partitioned tables are listed');
select is(
    (pg_temp.failure($$ select create_monthly_partition('nowhere', '2041-01-01') $$)).hint,
    'Give a table such as content_metrics and a day of the month.', 'should say what to give');

create table ops.listed (state text) partition by list (state);
select throws_ok(
    $$ select create_monthly_partition('listed', '2041-01-01') $$, '22023',
    'table ops.listed is not partitioned by range', 'should refuse a table partitioned by list');

create table ops.job_runs_2041_07 ();
select throws_ok(
    $$ select create_monthly_partition('job_runs', '2041-07-01') $$, '42P07',
    'table ops.job_runs_2041_07 is there but is not a partition',
    'should refuse when another table has the name');
select is(
    (pg_temp.failure($$ select create_monthly_partition('job_runs', '2041-07-01') $$)).hint,
    'Attach it to ops.job_runs, or rename it.', 'should say what to do with that table');

-- A table without a default partition
set local role aquascene_owner;
create table ops.plain (at date) partition by range (at);
reset role;
select lives_ok(
    $$ select create_monthly_partition('plain', '2041-01-01') $$,
    'should not need a default partition');
select isnt(pg_temp.bounds('ops.plain_2041_01'), null, 'should make its partition all the same');

-- It runs with the owner's privileges: nothing that a caller made may run inside it.
set local role aquascene_admin;
create temp table ran_as (role text);
grant all on ran_as to public;
create temp table trap (at date) partition by range (at);
create temp table trap_default partition of trap default;
insert into trap values ('2041-01-01');
create function pg_temp.spring() returns trigger
language plpgsql as $function$
begin
    raise exception 'ran as %', current_user;
end;
$function$;
create trigger spring before delete on trap_default
    for each row execute function pg_temp.spring();
grant all on trap, trap_default to aquascene_owner;
select throws_ok(
    format($$ select create_monthly_partition('%s.trap', '2041-01-01') $$, n.nspname), '22023',
    'table trap belongs to aquascene_admin',
    'should refuse a table that is not the owner''s')
  from pg_namespace as n where n.oid = pg_my_temp_schema();
reset role;

select * from finish();
rollback;
