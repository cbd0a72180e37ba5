-- Test that everything in our schemas says what it is. Monthly partitions are left out: they come
-- and go, and ops.create_monthly_partition comments them.
begin;
select plan(6);

create temp table ours as
select n.oid, n.nspname
  from unnest(array['ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter',
                    'social', 'analytics']) as s (name)
  left join pg_namespace as n on n.nspname = s.name;
create temp table relations as
select c.oid, c.relkind, c.oid::regclass as name
  from pg_class as c
 where c.relnamespace in (select oid from ours)
   and not (c.relispartition and c.relname ~ '_\d{4}_\d\d$');

select is_empty(
    $$ select nspname from ours
        where coalesce(obj_description(oid, 'pg_namespace'), '') = '' $$,
    'every schema should be there and have a comment');
select is_empty(
    $$ select name from relations
        where relkind in ('r', 'p', 'v', 'm', 'f')
          and coalesce(obj_description(oid, 'pg_class'), '') = '' $$,
    'every table, default partition and view should have a comment');
select is_empty(
    $$ select r.name, a.attname
         from relations as r
         join pg_class as c on c.oid = r.oid
         join pg_attribute as a on a.attrelid = r.oid
        where r.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
          and a.attnum > 0 and not a.attisdropped
          and coalesce(col_description(r.oid, a.attnum), '') = '' $$,
    'every column of a table or view should have a comment');
select is_empty(
    $$ select p.oid::regprocedure
         from pg_proc as p
        where p.pronamespace in (select oid from ours)
          and coalesce(obj_description(p.oid, 'pg_proc'), '') = '' $$,
    'every function should have a comment');
select is_empty(
    $$ select i.indexrelid::regclass
         from pg_index as i
         join relations as r on r.oid = i.indrelid
         join pg_class as c on c.oid = i.indexrelid
        where not c.relispartition
          and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
          and coalesce(obj_description(i.indexrelid, 'pg_class'), '') = '' $$,
    'every index that belongs to no key should say which query uses it');
select is_empty(
    $$ select k.conrelid::regclass, s.status[1]
         from pg_constraint as k
         join relations as r on r.oid = k.conrelid
         join pg_class as c on c.oid = k.conrelid
        cross join lateral regexp_matches(pg_get_constraintdef(k.oid), '''(\w+)''', 'g')
                        as s (status)
        where k.contype = 'c' and k.conname like '%status\_is\_known' and not c.relispartition
          and col_description(k.conrelid, k.conkey[1]) !~ ('\m' || s.status[1] || '\M') $$,
    'the comment of a status column should name every status');

select * from finish();
rollback;
