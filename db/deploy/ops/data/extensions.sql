-- Deploy aquascene:ops/data/extensions to pg
-- requires: ops/data/preflight

begin;
set local search_path = pg_catalog, pg_temp;

-- In schema public, where functions with a pinned search_path call them by qualified name.
create extension if not exists "uuid-ossp" with schema public;
create extension if not exists pgcrypto with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists pg_stat_statements with schema public;

commit;
