-- Test content._quality_parts: what content is worth, in parts.
begin;
select plan(35);

create function pg_temp.score(
    part text, body text default 'x', audience text default null, readability integer default 60,
    sources jsonb default '[]', summary text default null, excerpt text default null,
    tags text[] default null, categories text[] default null, seo numeric default 0)
returns numeric
language plpgsql as $function$
declare
    _draft content.generated_content;
begin
    _draft.content := score.body;
    _draft.target_audience := score.audience;
    _draft.readability_score := score.readability;
    _draft.source_materials := score.sources;
    _draft.summary := score.summary;
    _draft.excerpt := score.excerpt;
    _draft.tags := score.tags;
    _draft.categories := score.categories;
    _draft.seo_score := score.seo;
    _draft.word_count := content.count_words(score.body);
    return (select q.score from content._quality_parts(_draft) as q where q.part = score.part);
end;
$function$;
create function pg_temp.words(first integer, last integer) returns text
language sql immutable as $function$
    select string_agg('word' || n, ' ' order by n) from generate_series(first, last) as n;
$function$;
create function pg_temp.source(body text) returns jsonb language sql as $function$
    select jsonb_build_array(test.raw(source.body));
$function$;

select throws_ok(
    $$ set local role aquascene_worker; select content._quality_parts(null) $$, '42501', null,
    'nobody executes it');
reset role;

select is(pg_temp.score('readability', audience => t.audience, readability => t.readability),
          t.score, format('should give %s for %s to %s', t.score, t.readability,
                          coalesce(t.audience, 'anybody')))
  from (values (null, 45, 1.00), (null, 85, 1), (null, 25, 0.5), (null, 5, 0), (null, 95, 0.75),
               ('beginner', 60, 1), ('beginner', 50, 0.75), ('intermediate', 45, 1),
               ('advanced', 30, 1), ('expert', 20, 1), ('expert', 100, 0.25), (null, null, 0)
       ) as t (audience, readability, score);

select is(pg_temp.score('structure', t.body), t.score, format('should give %s for %s', t.score, t.what))
  from (values
        ('three short paragraphs', E'a b\n\nc d\n \ne f', 1.00), ('one', 'a b c', 0.78),
        ('one of 300 words without a heading', pg_temp.words(1, 300), 0.28),
        ('one of 300 words with a heading', E'## Head\n\n' || pg_temp.words(1, 300), 0.61),
        ('HTML headings', E'<h2>Head</h2>\n\n' || pg_temp.words(1, 300), 0.61)
       ) as t (what, body, score);

select is(pg_temp.score('variety', t.body), t.score, format('should give %s for %s', t.score, t.what))
  from (values ('different words', pg_temp.words(1, 50), 1.00),
               ('the same word ten times', repeat('a ', 10), 0.18),
               ('words that repeat after 200', pg_temp.words(1, 200) || repeat(' word1', 900), 1)
       ) as t (what, body, score);

select is(pg_temp.score('originality', t.body, sources => t.sources), t.score,
          format('should give %s for %s', t.score, t.what))
  from (values
        ('no sources', pg_temp.words(1, 50), '[]'::jsonb, 1.00),
        ('a copy', pg_temp.words(1, 50), pg_temp.source(pg_temp.words(1, 50)), 0),
        ('a part of its source', pg_temp.words(11, 50), pg_temp.source(pg_temp.words(1, 60)), 0),
        ('a copy of two sources', pg_temp.words(1, 50) || ' ' || pg_temp.words(101, 150),
         pg_temp.source(pg_temp.words(1, 51)) || pg_temp.source(pg_temp.words(99, 150)), 0.03),
        ('one half copied', pg_temp.words(1, 52), pg_temp.source(pg_temp.words(1, 27)), 0.63),
        ('a quotation', pg_temp.words(1, 102), pg_temp.source(pg_temp.words(1, 22)), 1),
        ('sources that are gone, or none', pg_temp.words(1, 50),
         '["00000000-0000-0000-0000-000000000000", "x", 1, null]', 1)
       ) as t (what, body, sources, score);

select is(pg_temp.score('seo', seo => 0.4), 0.4, 'should take over the SEO score');
select is(pg_temp.score('completeness', t.body, summary => t.summary, excerpt => t.excerpt,
                        tags => t.tags, categories => t.categories), t.score,
          format('should give %s for what has %s', t.score, t.what))
  from (values ('nothing', 'x', null, ' ', '{}'::text[], null::text[], 0.00),
               ('two things', 'x', 's', 'e', null, null, 0.4),
               ('everything', pg_temp.words(1, 300), 's', 'e', '{t}', '{c}', 1)
       ) as t (what, body, summary, excerpt, tags, categories, score);
select is(sum(q.weight), 1.00, 'should have weights that are one together')
  from content._quality_parts(null) as q;
create temp table copied as
with source as (
    select test.raw(b.body) as id, b.body
      from (select pg_temp.words(1, 150) || E'.\n\n## Moss\n\n' || pg_temp.words(151, 300)
                   || E'.\n\n' || pg_temp.words(301, 320)) as b (body)
), written as (
    insert into content.generated_content (content_type, title, content, summary, excerpt, tags,
                                           categories, source_materials)
    select 'guide', 'A title of twenty letters and more', s.body, 's', repeat('excerpt ', 10), '{moss}',
           '{plants}', m.source_materials
      from source as s,
           lateral (values (jsonb_build_array(s.id)), ('[]')) as m (source_materials)
    returning source_materials, quality_score
)
select source_materials <> '[]' as is_copy, quality_score from written;
select cmp_ok(quality_score, '<', 0.6, 'should judge a copied article low, whatever else is good')
  from copied where is_copy;
select cmp_ok(o.quality_score - c.quality_score, '=', 0.40, 'should judge the same text higher when it is no copy')
  from copied as c, copied as o where c.is_copy and not o.is_copy;

select * from finish();
rollback;
