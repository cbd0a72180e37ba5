-- Verify aquascene:ops/data/extensions on pg

begin;

select 1 / (count(*) = 5)::int
  from pg_catalog.pg_extension as x
  join pg_catalog.pg_namespace as n on n.oid = x.extnamespace
 where x.extname in ('uuid-ossp', 'pgcrypto', 'pg_trgm', 'unaccent', 'pg_stat_statements')
   and n.nspname = 'public';

rollback;
