-- Test content.related: articles that are about the same.
begin;
select plan(21);

select volatility_is(
    'content', 'related', array['uuid', 'integer'], 'stable', 'should be stable');
select lives_ok(
    format($$ set local role %I; select content.related(gen_random_uuid()) $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
reset role;
select throws_ok(
    format($$ set local role aquascene_app; select %s $$, c.call), '42501', null,
    format('the public edge may not execute %s', c.call))
  from (values ('content._likeness(null, null)'), ('content._telling_words(null)')) as c (call);
reset role;

create function pg_temp.article(
    title text, body text default 'x', tags text[] default null, categories text[] default null,
    language text default 'en', status text default 'published')
returns uuid language sql as $function$
    insert into content.generated_content (content_type, title, content, language, status,
                                           published_at, tags, categories)
    values ('guide', article.title, article.body, article.language, article.status, '2031-01-01Z',
            article.tags, article.categories)
    returning id;
$function$;

select is_empty($$ select content.related(gen_random_uuid()) $$, 'should know no other article');
select is_empty($$ select content.related(null) $$, 'nor null');
create temp table one as
select pg_temp.article('Rotala', 'rotala anubias water', '{moss,stem}', '{plants}') as id;
select is_empty(
    $$ select r.* from one cross join lateral content.related(one.id) as r $$,
    'should not be related to itself');

select pg_temp.article('words', 'rotala anubias water');
select pg_temp.article('a word', 'rotala and something else');
select pg_temp.article('tags', 'nothing', '{stem,moss}');
select pg_temp.article('a tag', 'nothing', '{moss,a,b}');
select pg_temp.article('category', 'nothing', null, '{plants}');
select pg_temp.article('all', 'rotala anubias water', '{moss,stem}', '{plants}');
select pg_temp.article('German', 'rotala anubias water', '{moss,stem}', language => 'de');
select pg_temp.article('draft', 'rotala anubias water', '{moss,stem}', status => 'draft');
select pg_temp.article('archived', 'rotala anubias water', '{moss,stem}', status => 'archived');
select results_eq(
    $$ select r.title from one cross join lateral content.related(one.id, 10) as r $$,
    $$ values ('all'), ('tags'), ('words'), ('a tag'), ('a word') $$,
    'should know what shares words or tags, in the language, and only what is published');
select results_eq(
    $$ select r.title from one cross join lateral content.related(one.id, 2) as r $$,
    $$ values ('all'), ('tags') $$, 'should give no more than asked for');
select is(
    round(r.rank::numeric, 2), 0.30, 'should count tags as 0.3')
  from one cross join lateral content.related(one.id, 10) as r where r.title = 'tags';
select is_empty(
    $$ select r.* from content.generated_content as c cross join lateral content.related(c.id) as r
        where c.title in ('draft', 'archived') $$,
    'should tell nothing of what is not published');
select throws_ok(
    format($$ select content.related(null, %s) $$, t.size), '22023', null,
    format('should refuse pages of %s', t.size))
  from (values ('0'), ('101'), ('null')) as t (size);

select is(content._likeness(t.one, t.other), t.expected, format('should be %s', t.expected))
  from (values ('{a,b}'::text[], '{b,a,a}'::text[], 1::float8), ('{a,b}', '{b,c}', 1 / 3::float8),
               ('{a}', null, 0), (null, null, 0)) as t (one, other, expected);

-- Words that nearly every article has tell nothing.
select pg_temp.article('Pond ' || n, 'pond' || case when n = 7 then ' koi' else '' end)
  from generate_series(1, 200) as n;
analyze content.generated_content;
select is(
    content._telling_words('''pond'':1A ''koi'':2'), '''koi''', 'should leave out frequent words');
select is(
    content._telling_words(''), null, 'should find no word where there is none');

select * from finish();
rollback;
