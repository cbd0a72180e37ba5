-- Test that the comment of every function lists the errors that its body raises.
begin;
select plan(7);

-- The SQLSTATE of a condition's name; a SQLSTATE is its own name.
create function pg_temp.code_of(condition text) returns text
language plpgsql as $function$
begin
    raise exception using errcode = code_of.condition, message = 'only to learn its code';
exception
    when others then
        return sqlstate;
end;
$function$;

create temp table functions as
select p.oid::regprocedure as name, l.lanname, b.body,
       substring(obj_description(p.oid, 'pg_proc') from '\mErrors:.*$') as errors
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
 cross join lateral regexp_replace(p.prosrc, '--[^\n]*', '', 'g') as b (body)
 where p.pronamespace::regnamespace::text in (
           'ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter', 'social',
           'analytics');
create temp table raised as
select f.name, f.errors, r.condition[1] as condition
  from functions as f
 cross join lateral regexp_matches(f.body, 'errcode\s*=\s*''(\w+)''', 'gi') as r (condition);

select is(pg_temp.code_of('no_data_found'), 'P0002', 'should know the code of a name');
select cmp_ok(count(*), '>', 30::bigint, 'should find what the functions raise') from raised;
select is_empty(
    $$ select name, errors from functions
        where errors is null or errors !~ '^Errors:\s+(none\M|[0-9A-Z]{5}[\s,])' $$,
    'every function should say its errors by SQLSTATE, or none');
select is_empty(
    $$ select name, condition, pg_temp.code_of(condition)
         from raised
        where errors !~ ('\m' || pg_temp.code_of(condition) || '\M') $$,
    'every error that a body raises should be in its comment');
select is_empty(
    $$ select name
         from functions
        where (select count(*) from regexp_matches(body, '\mraise\s+exception\M', 'gi'))
              <> (select count(*) from regexp_matches(body, '\merrcode\s*=', 'gi')) $$,
    'every error should be raised with a SQLSTATE');
select is_empty(
    $$ select distinct name, condition from raised
        where pg_temp.code_of(condition) not in (
            '22023', 'P0002', '55000', '42501', '28000', '28P01', '23505', '40001', '53400',
            -- of the partition maker: the name of a partition is taken
            '42P07') $$,
    'errors should be those of the design');
select is_empty(
    $$ select name from functions
        where body ~* '\mwhen\s+others\M'
              -- writes down whatever it is
              and name <> 'ops.run_due_job(text)'::regprocedure
           or body ~* '\mraise\s+(notice|info|debug|log)\M' $$,
    'no function should swallow every error, or talk');

select * from finish();
rollback;
