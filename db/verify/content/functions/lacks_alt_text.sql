-- Verify aquascene:content/functions/lacks_alt_text on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._lacks_alt_text(content.content_assets)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._lacks_alt_text(content.content_assets)',
    'EXECUTE'))::int;

rollback;
