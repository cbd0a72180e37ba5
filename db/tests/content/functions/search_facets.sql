-- Test content.search_facets: counts what a search finds.
begin;
select plan(15);

select volatility_is(
    'content', 'search_facets',
    array['text', 'text', 'text', 'text', 'text', 'timestamp with time zone',
          'timestamp with time zone'],
    'stable', 'should be stable');
select lives_ok(
    format($$ set local role %I; select content.search_facets('moss') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
reset role;
select is_empty($$ select content.search_facets('moss') $$, 'should count nothing in nothing');

insert into content.generated_content (content_type, title, content, language, status, published_at,
                                       tags, categories)
values ('guide', 'Moss', 'x', 'en', 'published', '2031-01-31 23:59Z', '{a,b}', '{plants}'),
       ('guide', 'x', 'mosses', 'en', 'published', '2031-02-01 00:00Z', '{b}', null),
       ('review', 'Moss', 'x', 'de', 'published', '2031-02-28Z', null, '{}'),
       ('review', 'Fern', 'x', 'de', 'published', '2031-02-28Z', '{c}', null),
       ('review', 'Moss', 'x', 'fr', 'archived', '2031-02-28Z', '{d}', null),
       ('review', 'Moss', 'x', 'fr', 'draft', null, '{d}', null);
set local timezone = 'Pacific/Auckland';
select results_eq(
    $$ select * from content.search_facets('moss') $$,
    $$ values ('type', 'guide', 2::bigint), ('type', 'review', 1), ('category', 'plants', 1),
              ('tag', 'b', 2), ('tag', 'a', 1), ('language', 'en', 2), ('language', 'de', 1),
              ('month', '2031-02', 2), ('month', '2031-01', 1) $$,
    'should count by type, category, tag, language and month, most frequent first');
select results_eq(
    $$ select value, count from content.search_facets(' ') where facet in ('type', 'tag') $$,
    $$ values ('guide', 2::bigint), ('review', 2), ('b', 2), ('a', 1), ('c', 1) $$,
    'should count all that is published when nothing is asked for');
select is_empty(
    $$ select content.search_facets('mosss') $$, 'should not count what only reads alike');
select is(f.count, t.expected, format('should filter by %s', t.what))
  from (values
        ('type', 'moss', 'guide', null, null, null, null::timestamptz, 2::bigint),
        ('tag', 'moss', null, null, 'a', null, null, 1),
        ('category', 'moss', null, 'plants', null, null, null, 1),
        ('language', 'moss', null, null, null, 'en', null, 2),
        ('time', 'moss', null, null, null, null, '2031-02-01Z', 2),
        ('language without a query', null, null, null, null, 'de', null, 2)
       ) as t (what, query, content_type, category, tag, language, published_from, expected)
 cross join lateral (
           select sum(s.count)::bigint as count
             from content.search_facets(t.query, t.content_type, t.category, t.tag, t.language,
                                        t.published_from) as s
            where s.facet = 'type') as f;

insert into content.generated_content (content_type, title, content, status, published_at, tags)
select 'guide', 'Rotala', 'x', 'published', '2031-01-01Z', array['t' || n, 'all']
  from generate_series(100, 250) as n;
select results_eq(
    $$ select count(*), min(value), max(value) from content.search_facets('rotala')
        where facet = 'tag' $$,
    $$ values (100::bigint, 'all', 't198') $$, 'should return the 100 most frequent');
update ops.settings set value = '3' where key = 'content.search_facet_articles';
select results_eq(
    $$ select value, count from content.search_facets() where facet = 'month' $$,
    $$ values ('2031-02', 3::bigint) $$,
    'should count as many without a query as the setting says');

select * from finish();
rollback;
