-- Test that every foreign key has an index, and that no constraint or index waits for validation.
begin;
select plan(5);

create temp table ours as
select n.oid
  from pg_namespace as n
 where n.nspname in ('ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter',
                     'social', 'analytics');

select is_empty(
    $$ select k.conrelid::regclass, k.conname
         from pg_constraint as k
        where k.contype = 'f' and k.connamespace in (select oid from ours)
          and not exists (
              select
                from pg_index as i
               where i.indrelid = k.conrelid and i.indisvalid
                 -- null refers to nothing, so an index may leave it out
                 and (i.indpred is null
                      or pg_get_expr(i.indpred, i.indrelid) = (
                          select format('(%I IS NOT NULL)', a.attname)
                            from pg_attribute as a
                           where a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                             and cardinality(k.conkey) = 1))
                 and i.indnkeyatts >= cardinality(k.conkey)
                 and (select array_agg(a.attnum order by a.attnum)
                        from unnest(i.indkey::smallint[]) with ordinality as a (attnum, place)
                       where a.place <= cardinality(k.conkey))
                   = (select array_agg(a.attnum order by a.attnum)
                        from unnest(k.conkey) as a (attnum))) $$,
    'every foreign key should have an index that begins with its columns');
select is_empty(
    $$ select k.conrelid::regclass, k.conname
         from pg_constraint as k
        where k.connamespace in (select oid from ours) and not k.convalidated $$,
    'every constraint should be validated');
select is_empty(
    $$ select i.indexrelid::regclass
         from pg_index as i
         join pg_class as c on c.oid = i.indexrelid
        where c.relnamespace in (select oid from ours) and not (i.indisvalid and i.indisready) $$,
    'every index should be valid');
select is_empty(
    $$ select i.indrelid::regclass, i.indexrelid::regclass, j.indexrelid::regclass
         from pg_index as i
         join pg_index as j on j.indrelid = i.indrelid and j.indexrelid > i.indexrelid
         join pg_class as c on c.oid = i.indrelid
        where c.relnamespace in (select oid from ours)
          and (i.indkey, i.indclass, i.indoption) = (j.indkey, j.indclass, j.indoption)
          and pg_get_expr(i.indpred, i.indrelid) is not distinct from
              pg_get_expr(j.indpred, j.indrelid)
          and pg_get_expr(i.indexprs, i.indrelid) is not distinct from
              pg_get_expr(j.indexprs, j.indrelid) $$,
    'no index should repeat another');
select is_empty(
    $$ select t.tgrelid::regclass, t.tgname
         from pg_trigger as t
         join pg_class as c on c.oid = t.tgrelid
        where c.relnamespace in (select oid from ours) and t.tgenabled <> 'O' $$,
    'every trigger should be enabled');

select * from finish();
rollback;
