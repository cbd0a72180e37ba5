-- Verify aquascene:newsletter/functions/record_feedback on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%'
            and array_to_string(p.proconfig, ',') like '%plan_cache_mode=force_custom_plan%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.record_feedback(text,text,text,text,text)'::regprocedure;
select 1 / (bool_and(has_function_privilege(
    r.name, 'newsletter.record_feedback(text,text,text,text,text)', 'EXECUTE')))::int
  from (values ('aquascene_worker'), ('aquascene_app')) as r (name);
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'newsletter.record_feedback(text,text,text,text,text)',
    'EXECUTE'))::int;

rollback;
