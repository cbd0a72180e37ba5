-- Verify aquascene:newsletter/functions/variant on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.variant_of(uuid,uuid,integer,numeric)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_reader',
    'newsletter.variant_of(uuid,uuid,integer,numeric)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.variant_of(uuid,uuid,integer,numeric)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._normal_share(double precision)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._normal_share(double precision)',
    'EXECUTE'))::int;

rollback;
