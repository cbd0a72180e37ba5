-- Test content.ingest_raw_many: takes texts in, each once. Recall over thousands of pairs, and
-- calls
-- at the same instant, are tested in Python.
begin;
select plan(54);
select test.act_as('editor');

select test.travel_to('2031-01-01 10:00Z');
create function pg_temp.words(first integer, last integer) returns text
language sql immutable as $function$
    select string_agg('word' || n, ' ' order by n) from generate_series(first, last) as n;
$function$;
create function pg_temp.item(body text, path text default '') returns jsonb
language sql immutable as $function$
    select jsonb_build_object('source_url', 'https://a.example/' || path, 'content_type', 'article',
                              'content', body);
$function$;

select throws_ok(
    format($$ set local role %I; select content.ingest_raw_many('[]') $$, r.name),
    '42501', 'permission denied for function ingest_raw_many', format('%s may not execute it',
        r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);
select lives_ok(
    format($$ set local role %I; select content.ingest_raw_many('[]') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_editor')) as r (name);
reset role;
select throws_ok(
    format('select content.ingest_raw_many(%L)', l.items), '22023',
    format('items is a JSON %s, not a list', l.type), format('should refuse %s', l.type))
  from (values ('{}', 'object'), ('"x"', 'string'), ('null', 'null'), (null, 'null'))
       as l (items, type);
select is_empty($$ select content.ingest_raw_many('[]') $$, 'should make nothing of nothing');

-- What is invalid is named, and the others go in
create temp table mixed as
select * from content.ingest_raw_many(jsonb_build_array(
    1, '[]'::jsonb, null, '{}'::jsonb, pg_temp.item('A good text.', 'good'),
    pg_temp.item('x') || '{"source_url": "javascript:alert(1)"}',
    pg_temp.item('x') || jsonb_build_object('source_url', 'https://a.example/' || repeat('x',
        2031)),
    pg_temp.item('x') || '{"content_type": " "}',
    pg_temp.item('x') || '{"content": ["x"]}',
    pg_temp.item(' -- '),
    pg_temp.item('x') || '{"title": {"a": 1}, "images": {}, "metadata": []}',
    pg_temp.item('x') || '{"language": "English"}',
    pg_temp.item('x') || '{"scraped_at": "2031-13-45"}',
    pg_temp.item('x') || '{"scraped_at": "infinity"}',
    pg_temp.item('x') || '{"scraped_at": "2031-01-01 10:00+99"}',
    pg_temp.item('x') || '{"scraped_at": "2031-01-01 10:00 Moss/Wood"}',
    pg_temp.item('x') || '{"scraped_at": "300000-01-01"}',
    pg_temp.item('x') || jsonb_build_object('source_url', E'https://a.example/\nx'),
    pg_temp.item('x') || '{"html_content": 1, "scraped_at": false}',
    pg_temp.item('Another good text.')
        || '{"title": null, "language": null, "images": null, "metadata": null,
             "html_content": null, "scraped_at": "2030-12-24 10:00+01"}'));
select results_eq(
    $$ select item, outcome from mixed order by item $$,
    $$ select n, case when n in (5, 20) then 'new' else 'invalid' end
         from generate_series(1::bigint, 20) as n $$,
    'should give an outcome for each, in order');
select alike(m.reason, e.reason, format('should say what is wrong with item %s', e.item))
  from (values
        (1, 'the item is a JSON number, not an object'),
        (2, 'the item is a JSON array, not an object'),
        (3, 'the item is a JSON null, not an object'),
        (4, 'source_url NULL is not %; content_type NULL is not %; content is not a text'),
        (6, 'source_url ''javascript:alert(1)'' is not an http(s) address%'),
        (7, 'source_url ''https://a.example/xxx%'),
        (8, 'content_type '' '' is not a text of 1 to 50 characters'),
        (9, 'content is not a text'),
        (10, 'content has no words'),
        (11, 'images is a JSON object, not array; metadata is a JSON array, not object; '
             'title is a JSON object, not string'),
        (12, 'language ''English'' is not a code such as en'),
        (13, 'scraped_at ''2031-13-45'' is not an instant'),
        (14, 'scraped_at ''infinity'' is not an instant'),
        (15, 'scraped_at ''2031-01-01 10:00+99'' is not an instant'),
        (16, 'scraped_at ''2031-01-01 10:00 Moss/Wood'' is not an instant'),
        (17, 'scraped_at ''300000-01-01'' is not an instant'),
        (18, 'source_url %https://a.example/%x% is not an http(s) address%'),
        (19, 'html_content is a JSON number, not string; scraped_at is a JSON boolean, not string%')
       ) as e (item, reason)
  join mixed as m using (item);
select is(count(raw_content_id), 2::bigint, 'should write the good ones alone') from mixed;
select results_eq(
    $$ select images, metadata, html_content, title, scraped_at from content.raw_content
        where content = 'Another good text.' $$,
    $$ values ('[]'::jsonb, '{}'::jsonb, null::text, null::text,
        '2030-12-24 09:00Z'::timestamptz) $$,
    'should take null for what is not given');

-- Duplicates
create temp table again as
select * from content.ingest_raw_many(jsonb_build_array(
    pg_temp.item('A GOOD text!'), pg_temp.item('Fresh text'), pg_temp.item('fresh, text'),
    pg_temp.item('fresh TEXT')));
select results_eq(
    $$ select outcome, similarity from again order by item $$,
    $$ values ('duplicate', 1::numeric), ('new', null), ('duplicate', 1), ('duplicate', 1) $$,
    'should know the same text again, in the table and in the list');
select is(a.duplicate_of, m.raw_content_id, 'should say what it repeats')
  from again as a, mixed as m where a.item = 1 and m.item = 5;
select results_eq(
    $$ select distinct duplicate_of, raw_content_id from again where item > 2 $$,
    $$ select raw_content_id, raw_content_id from again where item = 2 $$,
    'should say what it repeats in the list');

-- Near-duplicates: 100 words, one changed of which three shingles hold it
create temp table first as
select * from content.ingest_raw_many(jsonb_build_array(pg_temp.item(pg_temp.words(1, 100),
    'one')));
create temp table near as
select * from content.ingest_raw_many(jsonb_build_array(
    pg_temp.item(pg_temp.words(1, 99) || ' changed', 'two'),
    pg_temp.item(pg_temp.words(51, 150), 'three'),
    pg_temp.item(pg_temp.words(201, 300), 'four'),
    pg_temp.item(pg_temp.words(201, 301), 'five'),
    pg_temp.item(pg_temp.words(201, 302), 'six')));
select results_eq(
    $$ select n.outcome, n.similarity, o.source_url
         from near as n left join content.raw_content as o on o.id = n.duplicate_of
        order by n.item $$,
    $$ values ('near_duplicate', round(97 / 99.0, 3), 'https://a.example/one'),
              ('new', null, null), ('new', null, null),
              ('near_duplicate', round(98 / 99.0, 3), 'https://a.example/four'),
              ('near_duplicate', round(98 / 100.0, 3), 'https://a.example/four') $$,
    'should link what is nearly the same to its original, in the table and in the list');
select results_eq(
    $$ select r.processing_status::text, r.duplicate_of, r.similarity,
              exists (select from content.raw_queue as q where q.raw_content_id = r.id),
              exists (select from content.raw_signatures as s where s.raw_content_id = r.id)
         from near as n join content.raw_content as r on r.id = n.raw_content_id
        where n.item in (1, 3) order by n.item $$,
    $$ select 'skipped', raw_content_id, 0.980, false, false from first
       union all values ('pending', null::uuid, null::numeric, true, true) $$,
    'should keep it, and let it neither wait nor be what others are linked to');
update ops.settings set value = '0.99' where key = 'content.near_duplicate_similarity';
select is(outcome, 'new', 'should go by the setting')
  from content.ingest_raw_many(jsonb_build_array(pg_temp.item('changed ' || pg_temp.words(2,
      100))));
update ops.settings set value = '0.7' where key = 'content.near_duplicate_similarity';
select is(outcome, 'duplicate', 'should call the same text a duplicate first of all')
  from content.ingest_raw_many(jsonb_build_array(pg_temp.item(pg_temp.words(1, 100))));

-- Chains: 85 of 115 runs of three words are in both of two neighbours, 67 of 133 in the ends
create function pg_temp.link(first integer) returns jsonb
language sql as $function$
    select pg_temp.item(pg_temp.words(link.first, link.first + 101), 'from ' || link.first);
$function$;
create temp table chain as
select 'list' as kind, n.*
  from content.ingest_raw_many(jsonb_build_array(
           pg_temp.link(1001), pg_temp.link(1016), pg_temp.link(1031))) as n
union all
select 'calls', c.place, n.outcome, n.raw_content_id, n.duplicate_of, n.similarity, n.reason
  from (values (1, 3001), (2, 3016), (3, 3031)) as c (place, first)
 cross join lateral content.ingest_raw_many(jsonb_build_array(pg_temp.link(c.first))) as n;
select results_eq(
    $$ select c.kind, c.outcome, c.similarity, o.item
         from chain as c
         left join chain as o on o.raw_content_id = c.duplicate_of
        order by c.kind, c.item $$,
    $$ select k.kind, l.outcome, l.similarity, l.original
         from (values ('calls'), ('list')) as k (kind)
        cross join (values (1, 'new', null, null),
                           (2, 'near_duplicate', round(85 / 115.0, 3), 1::bigint),
                           (3, 'new', null, null)) as l (item, outcome, similarity, original)
        order by k.kind, l.item $$,
    'should compare with originals alone, not with what was linked to them');

-- The nearest of several, and what is alike to the very limit
create function pg_temp.between(first integer) returns jsonb
language sql as $function$
    select jsonb_build_array(
        pg_temp.item(pg_temp.words(first, first + 101), 'low'),
        pg_temp.item(pg_temp.words(first + 20, first + 121), 'high'),
        pg_temp.item(pg_temp.words(first + 11, first + 112), 'nearer to high'),
        pg_temp.item(pg_temp.words(first + 9, first + 110), 'nearer to low'));
$function$;
create temp table nearest as
select 'list' as kind, n.* from content.ingest_raw_many(pg_temp.between(12001)) as n
union all
select 'calls', c.place, n.outcome, n.raw_content_id, n.duplicate_of, n.similarity, n.reason
  from jsonb_array_elements(pg_temp.between(24001)) with ordinality as c (item, place)
 cross join lateral content.ingest_raw_many(jsonb_build_array(c.item)) as n;
select results_eq(
    $$ select n.kind, n.item, n.similarity, o.item
         from nearest as n
         left join nearest as o on o.raw_content_id = n.duplicate_of
        order by n.kind, n.item $$,
    $$ select k.kind, l.*
         from (values ('calls'), ('list')) as k (kind)
        cross join (values (1::bigint, null, null), (2, null, null), (3, 0.835, 2::bigint),
                           (4, 0.835, 1)) as l (item, similarity, original)
        order by k.kind, l.item $$,
    'should link to the nearest');
update ops.settings set value = '0.739' where key = 'content.near_duplicate_similarity';
select results_eq(
    $$ select outcome from content.ingest_raw_many(jsonb_build_array(
           pg_temp.link(16001), pg_temp.link(16016))) order by item $$,
    $$ values ('new'), ('near_duplicate') $$, 'should link what is just alike enough in a list');
select is(outcome, 'near_duplicate', 'should link what is just alike enough to a row')
  from content.ingest_raw_many(jsonb_build_array(pg_temp.link(15986)));
update ops.settings set value = '0.74' where key = 'content.near_duplicate_similarity';
select results_eq(
    $$ select outcome from content.ingest_raw_many(jsonb_build_array(
           pg_temp.link(18001), pg_temp.link(18016))) order by item $$,
    $$ values ('new'), ('new') $$, 'should link nothing that is less alike');
update ops.settings set value = '0.7' where key = 'content.near_duplicate_similarity';
select results_eq(
    $$ select outcome from content.ingest_raw_many(jsonb_build_array(
           pg_temp.item('Text of a long address', repeat('x', 2030)),
           pg_temp.item('Text of a long kind')
               || jsonb_build_object('content_type', repeat('k', 50)),
           pg_temp.item('Text of a short kind') || '{"content_type": "k"}')) order by item $$,
    $$ values ('new'), ('new'), ('new') $$, 'should take what is just within the limits');

-- Six are nearer to each other than to the first
create temp table crowd as
select * from content.ingest_raw_many((
    select jsonb_agg(pg_temp.item(
               pg_temp.words(5001, case n when 1 then 5200 else 5210 end)
               || case when n > 1 then ' and ' || n else '' end) order by n)
      from generate_series(1, 12) as n));
select results_eq(
    $$ select outcome, duplicate_of = (select raw_content_id from crowd where item = 1), count(*)
         from crowd group by 1, 2 order by 3 $$,
    $$ values ('new', null, 1::bigint), ('near_duplicate', true, 11) $$,
    'should find the original among many that are alike');
create temp table swarm as
select outcome, count(*), count(distinct duplicate_of) as originals
  from content.ingest_raw_many((
           select jsonb_agg(pg_temp.item(
                      pg_temp.words(6001, 6060)
                      || case when n % 2 = 0 then ' and ' || n else '' end)
                      order by n)
             from generate_series(1, 1000) as n))
 group by outcome;
select results_eq(
    $$ table swarm order by outcome $$,
    $$ values ('duplicate', 499::bigint, 1::bigint), ('near_duplicate', 500, 1), ('new', 1, 0) $$,
    'should find it among a thousand');
create temp table parts as
select * from content.ingest_raw_many(jsonb_build_array(
    pg_temp.item(pg_temp.words(7001, 7100)), pg_temp.item(pg_temp.words(7001, 7101)),
    pg_temp.item(upper(pg_temp.words(7001, 7101))), '{}'::jsonb,
    pg_temp.item(pg_temp.words(7001, 7100) || '!')));
select results_eq(
    $$ select p.outcome, o.item
         from parts as p
         left join lateral (select min(f.item) as item from parts as f
                             where f.raw_content_id = p.duplicate_of) as o on true
        order by p.item $$,
    $$ values ('new', null::bigint), ('near_duplicate', 1), ('duplicate', 2), ('invalid', null),
              ('duplicate', 1) $$,
    'should say that a near-duplicate comes again, and that its original does');

-- Titles, words, languages, sizes
create temp table odd as
select * from content.ingest_raw_many(jsonb_build_array(
    pg_temp.item('One text about the plants', 'a')
        || jsonb_build_object('title', E'  <b>Mo\u202ess</b>\n\t<script>on</script> wood \x01 '),
    pg_temp.item('水草の世界', 'b') || '{"title": "<i></i>"}',
    pg_temp.item(repeat('long text of many words ', 420000), 'c')
        || jsonb_build_object('title', repeat('t', 9999)),
    pg_temp.item(E'<p>\u200f Das Moos w\u0061\u0308chst auf dem Holz und unter dem Wasser', 'd')));
select results_eq(
    $$ select r.title, r.word_count, r.language::text
         from odd as o join content.raw_content as r on r.id = o.raw_content_id
        where o.item in (1, 2, 4) order by o.item $$,
    $$ values ('Moss on wood', 5, 'en'), (null, 5, 'ja'), (null, 11, 'de') $$,
    'should clean titles, count words and find languages');
select is(content._plain_title(t.title), t.plain, format('should make no tag of %L', t.title))
  from (values ('<<b>script>alert(1)</<b>script>', '< script>alert(1)< /script>'),
               ('Moss <img src=x onerror=y', 'Moss < img src=x onerror=y'),
               (E'<\u200bscript', '< script'), ('1 < 2, a <3', '1 < 2, a <3')
       ) as t (title, plain);
select results_eq(
    $$ select o.outcome, length(r.title), length(r.content)
         from odd as o join content.raw_content as r on r.id = o.raw_content_id
        where o.item = 3 $$,
    $$ values ('new', 500, 10080000) $$, 'should take in a text of 10 MB');
select is(r.source_domain, 'xn--mnchen-3ya.example', 'should write domains in one form')
  from content.ingest_raw_many(jsonb_build_array(
           pg_temp.item('Text from afar')
               || '{"source_url": "https://jo:secret@MÜNCHEN.example:8443/"}')) as i
  join content.raw_content as r on r.id = i.raw_content_id;

-- However many signatures there are, and whatever is guessed when the plan is made
insert into content.raw_content (source_url, source_domain, content_type)
select 'https://b.example/', 'b.example', 'article' from generate_series(1, 5000);
insert into content.raw_signatures (raw_content_id, bands)
select r.id, array(select hashtext(r.id || ' ' || b) from generate_series(1, 8) as b)
  from content.raw_content as r where r.source_domain = 'b.example';
analyze content.raw_signatures;
create temp table scans as
select seq_scan from pg_stat_xact_user_tables where relid = 'content.raw_signatures'::regclass;
select is(outcome, 'near_duplicate', 'should find one of many')
  from content.ingest_raw_many(jsonb_build_array(
           pg_temp.item(pg_temp.words(201, 299) || ' other words')));
select is(s.seq_scan, b.seq_scan, 'should find it by the index')
  from pg_stat_xact_user_tables as s, scans as b
 where s.relid = 'content.raw_signatures'::regclass;

select * from finish();
rollback;
