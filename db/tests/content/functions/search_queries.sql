-- Test content._search_queries: what is searched for, in each language.
begin;
select plan(31);

create function pg_temp.article(language text, status text default 'published') returns void
language sql as $function$
    insert into content.generated_content (content_type, title, content, language, status,
                                           published_at)
    values ('guide', 'x', 'x', article.language, article.status, '2031-01-01Z');
$function$;
create function pg_temp.words(query text, language text default 'en') returns text
language sql as $function$
    select string_agg(q.words::text, ' + ' order by q.words::text)
      from content._search_queries(words.query, words.language) as q;
$function$;

select throws_ok(
    $$ set local role aquascene_app; select content._search_queries('x') $$, '42501', null,
    'the public edge may not execute it');
select is_empty(
    $$ select * from content._search_queries('moss') $$, 'should find nothing in an empty table');

select is(pg_temp.words(t.query), t.expected, format('should search for %s', t.query))
  from (values
        ('mosses', '''moss'':*'),
        ('mosses ', '''moss'''),
        ('java mosses', '''java'' & ''moss'':*'),
        ('java or mosses', '''java'' | ''moss'':*'),
        ('"java mosses"', '''java'' <-> ''moss'''),
        ('java -mosses', '''java'' & !''moss'''),
        ('java -"java moss"', '''java'' & !( ''java'' <-> ''moss'' )'),
        ('mo', '''mo'''),
        ('mos', '''mos'':*'),
        ('Café', '''cafe'':*'),
        ('it''s o''neill', '''o'' <-> ''neill'':*'),
        ('the and of', null),
        ('-moss', null),
        ('moss or -fern', null),
        ('!!! ((', null),
        ('', null),
        (null, null)
       ) as t (query, expected);
select is(pg_temp.words(t.query, 'ja'), t.expected, format('should search for %s', t.query))
  from (values
        ('水草', '''水草'''),
        ('水草栽培', '''水草'' & ''草栽'' & ''栽培'''),
        ('"水草 栽培"', '''水草'' <-> ''栽培'''),
        ('水', '''水'':* & ''水'':*'),
        ('水草 -水', '''水草'' & !''水'':* & ''水'':*')
       ) as t (query, expected);

select pg_temp.article(l.language) from unnest(array['de', 'en', 'fr', 'xx', 'yy']) as l (language);
select pg_temp.article('es', 'draft');
select results_eq(
    $$ select words::text, array(select unnest(languages) order by 1)
         from content._search_queries('mosses') order by 1 $$,
    $$ values ('''moss'':*', '{de,en,fr}'::text[]), ('''mosses'':*', '{xx,yy}') $$,
    'should ask in the languages of what is published, each question once');
select results_eq(
    $$ select words::text, languages from content._search_queries('mosses', 'en') $$,
    $$ values ('''moss'':*', '{en}'::text[]) $$, 'should ask in one language only');
select results_eq(
    $$ select words::text, languages from content._search_queries('mosses', 'tlh') $$,
    $$ values ('''mosses'':*', '{tlh}'::text[]) $$, 'should know languages without words');

select results_eq(
    $$ select places, marks
         from content._search_queries('java -fern "mosses" c++ 水草 -栽培', 'en') $$,
    $$ values ('{水草,"\\mjava","\\mmoss","\\mc"}'::text[],
               '(水草|\mjava\w*|\mmoss\w*|\mc\w*)') $$,
    'should say by what the places are found');
select is(
    pg_temp.words(repeat('moss ', 79) || 'ferns left out'),
    pg_temp.words(repeat('moss ', 79) || 'ferns '), 'should look at the first 400 characters');

-- Whatever is typed
create temp table typed as
select s.query
  from (values
        (repeat('a', 10000000)), (repeat('水', 1000000)), (repeat('"', 1000)),
        (repeat('-', 1000)), (repeat('(', 1000)), (repeat('a or ', 1000)),
        (repeat(U&'\FDFA', 1000)), (repeat(U&'\FB03', 2000)), (repeat(U&'\33AF', 2000)),
        (repeat(U&'\0301', 2000)), (repeat(U&'\200D', 2000)), (U&'\FFFD\FFFE\FFFF\+10FFFF'),
        (''':*'), ('\'), ('\''a'), ('a\'), ('a:*b'), ('<->'), ('a <-> b'), ('a & | ! b'),
        (U&'\202Ecba\202C'), ('%s %L %I'), ('{a,b}'), ('http://example.com/a?b=c#d'),
        ('a@example.com'), ('<script>'), ('&amp;'), ('1.5e-7 -3 +4'), ('a-b-c_d/e.f')
       ) as s (query);
insert into typed
select 'x ' || string_agg(chr(n) || ' x' || chr(n) || '''' || chr(n), ' ')
  from generate_series(1, 65535) as n where n not between 55296 and 57343
 group by n / 40;
select lives_ok(
    $$ select count(q.words) from typed as t
        cross join lateral content._search_queries(t.query, 'en') as q
        where t.query !~ '^x ' $$,
    'should take whatever is typed');
select lives_ok(
    $$ select count(q.words) from typed as t
        cross join lateral content._search_queries(t.query, 'el') as q where t.query ~ '^x ' $$,
    'should take every character');

select * from finish();
rollback;
