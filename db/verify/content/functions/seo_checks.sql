-- Verify aquascene:content/functions/seo_checks on pg

begin;

select 1 / (bool_and(p.provolatile = 'i' and not p.prosecdef
                     and not has_function_privilege('aquascene_reader', p.oid, 'EXECUTE'))
            and count(*) = 6)::int
  from pg_catalog.pg_proc as p
 where p.oid in ('content._markup(text)'::regprocedure,
                 'content._width(text)'::regprocedure,
                 'content._keyword_places(text,text,regconfig)'::regprocedure,
                 'content._seo_keyword(text,text[],text,text,text)'::regprocedure,
                 'content._seo_checks(text,text,text,text,text,text)'::regprocedure,
                 'content._seo_score(text,text,text,text,text,text)'::regprocedure);

rollback;
