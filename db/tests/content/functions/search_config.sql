-- Test content.search_config: the text search configuration for a language.
begin;
select plan(13);

set local search_path = public;

select volatility_is('content', 'search_config', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.search_config(text)'::regprocedure;
select lives_ok(
    format($$ set local role %I; select content.search_config('en') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
reset role;

select results_eq(
    $$ select l.code, content.search_config(l.code)::text
         from unnest(string_to_array('ar ca da de el en es eu fi fr ga hi hu hy id it lt ne nl no '
                                     || 'pt ro ru sr sv ta tr yi', ' ')) as l (code) $$,
    $$ select l.code, 'content.' || l.name
         from (values ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'),
              ('el', 'greek'), ('en', 'english'), ('es', 'spanish'), ('eu', 'basque'),
              ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'),
              ('hu', 'hungarian'), ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'),
              ('lt', 'lithuanian'), ('ne', 'nepali'), ('nl', 'dutch'), ('no', 'norwegian'),
              ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'),
              ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')
              ) as l (code, name) $$,
    'should know these languages');
select is_empty(
    $$ select c.cfgname from pg_ts_config as c
        where c.cfgnamespace = 'pg_catalog'::regnamespace and c.cfgname <> 'simple'
          and 'content.' || c.cfgname not in (
              select content.search_config(a || b)::text
                from (select chr(n) from generate_series(97, 122) as n) as one (a)
               cross join (select chr(n) from generate_series(97, 122) as n) as two (b)) $$,
    'should leave out no configuration that the server has');
select is(content.search_config('xx')::text, 'content.simple', 'should fall back on simple');
select is(
    content.search_config(null)::text, 'content.simple', 'should fall back on simple for null');

-- The configurations
select is(
    to_tsvector(content.search_config(t.language), t.text),
    to_tsvector(content.search_config(t.language), t.plain),
    format('should find %s by %s', t.text, t.plain))
  from (values ('fr', 'mangés', 'manges'), ('de', 'Größen', 'Grossen'),
               ('es', 'acción-reacción', 'accion-reaccion'), ('xx', 'ÿ2ö', 'y2o')
       ) as t (language, text, plain);
select is_empty(
    $$ select c.cfgname, m.maptokentype
         from pg_ts_config as c
         join pg_ts_config_map as m on m.mapcfg = c.oid
         left join lateral (
             select o.mapdict from pg_ts_config_map as o
              where o.mapcfg = ('pg_catalog.' || c.cfgname)::regconfig
                and o.maptokentype = m.maptokentype) as o on true
        where c.cfgnamespace = 'content'::regnamespace
          and m.mapdict not in ('public.unaccent'::regdictionary, o.mapdict) $$,
    'should stem as the server does');

select * from finish();
rollback;
