-- Verify aquascene:content/tables/language_features on pg

begin;

select
    feature, language, weight
  from content.language_features
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'content.language_features'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'content.language_features', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'content.language_features', 'INSERT'))::int;

rollback;
