-- Test the keys, triggers and partitions of our tables.
begin;
select plan(10);

set local search_path = public;

create temp table tables as
select c.oid, c.oid::regclass::text as name, c.relkind, c.relispartition, c.relpersistence,
       c.relowner, p.partdefid, p.partstrat,
       (select string_agg(a.attname::text collate "default", ',' order by k.place)
          from unnest(p.partattrs::smallint[]) with ordinality as k (attnum, place)
          join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum)
           as partition_column
  from pg_class as c
  left join pg_partitioned_table as p on p.partrelid = c.oid
 where c.relkind in ('r', 'p')
   and c.relnamespace::regnamespace::text in (
           'ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter', 'social',
           'analytics');

select results_eq(
    $$ select name from tables as t
        where not t.relispartition
          and not exists (select from pg_constraint as k
                           where k.conrelid = t.oid and k.contype = 'p') $$,
    -- Only appended to, one event a commit, and counted; no row is ever looked up.
    $$ values ('newsletter.email_events') $$,
    'every table should have a primary key, but the stream of e-mail events');

-- Rows come in by the thousand. (ops.job_runs is partitioned too, but gets a row a minute.)
create temp table high_volume (name text, shard_column text);
insert into high_volume
values ('newsletter.newsletter_deliveries', 'subscriber_id'),
       ('newsletter.email_events', 'subscriber_id'),
       ('analytics.content_metrics', 'content_id'),
       ('analytics.system_metrics', 'service_name'),
       ('analytics.newsletter_metrics', null),
       ('newsletter.newsletter_chunks', null),
       ('audit.audit_log', null),
       ('audit.system_events', null),
       ('audience.consent_events', null),
       ('ops.outbox', null);
select is_empty(
    $$ select h.name, t.tgname
         from high_volume as h
         join pg_trigger as t on t.tgrelid = h.name::regclass
        where not t.tgisinternal and t.tgtype::integer & 1 = 1
          -- It is in the way of nobody: the log is only inserted into.
          and (h.name, t.tgname) <> ('audit.audit_log', 'append_only') $$,
    'tables of high volume should have no row triggers');
select is_empty(
    $$ select name from tables where relkind = 'p'
       except select name from high_volume
       except values ('ops.job_runs') $$,
    'a partitioned table should be one of high volume');
select is_empty(
    $$ select h.name, k.conname
         from high_volume as h
         join pg_constraint as k on k.conrelid = h.name::regclass and k.contype in ('p', 'u')
         join pg_attribute as a on a.attrelid = k.conrelid and a.attname = h.shard_column
        where a.attnum <> all (k.conkey) $$,
    'keys should hold the column by which a table may be distributed');
select is_empty(
    $$ select h.name, h.shard_column from high_volume as h
        where h.shard_column is not null
          and not exists (select from pg_attribute as a
                           where a.attrelid = h.name::regclass and a.attname = h.shard_column
                             and a.attnotnull) $$,
    'the column by which a table may be distributed should be there and filled');

select is_empty(
    $$ select name from tables where relkind = 'p' and partdefid = 0 $$,
    'every partitioned table should have a default partition');
select results_eq(
    $$ select name, partition_column from tables where relkind = 'p' and partstrat = 'r'
        order by name collate "C" $$,
    $$ select table_name, partition_column from ops.partition_policies
        order by table_name collate "C" $$,
    'every partitioned table should have a policy that names its column');
select is_empty(
    $$ select name, partstrat from tables where relkind = 'p' and partstrat <> 'r' $$,
    'partitioned tables should be partitioned by range');
select is_empty(
    $$ select name from tables where relpersistence <> 'p' $$, 'every table should be logged');
select is_empty(
    $$ select name, relowner::regrole from tables where relowner <> 'aquascene_owner'::regrole $$,
    'every table and partition should belong to aquascene_owner');

select * from finish();
rollback;
