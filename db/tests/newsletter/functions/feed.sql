-- Test newsletter.feed: the newest articles, for feed readers.
begin;
select plan(8);

select is(newsletter.feed() -> 'entries', '[]', 'should be empty at first');
update ops.settings set value = '"https://example.com/"' where key = 'site.public_url';
create temp table made as
select n, test.content(case when n = 3 then 'draft' else 'published' end, 'Moss ' || n,
                       summary => case when n > 1 then 'Summary ' || n end,
                       excerpt => 'Excerpt ' || n) as id
  from generate_series(1, 4) as n;
update content.generated_content as c
   set published_at = timestamptz '2031-01-01Z' + m.n * interval '1 day'
  from made as m where m.id = c.id and c.status = 'published';

set local role aquascene_app;
select is(newsletter.feed() - 'entries', '{"title": "AquaScene", "url": "https://example.com"}',
          'should say whose it is');
reset role;
select results_eq(
    $$ select e.value ->> 'title', e.value ->> 'summary', e.value ->> 'url',
              (e.value ->> 'published_at')::timestamptz
         from jsonb_array_elements(newsletter.feed() -> 'entries') with ordinality as e
        order by e.ordinality $$,
    $$ select 'Moss ' || n, case when n > 1 then 'Summary ' else 'Excerpt ' end || n,
              'https://example.com/articles/' || id, timestamptz '2031-01-01Z'
              + n * interval '1 day'
         from made where n <> 3 order by n desc $$,
    'should have what is published, the newest first');
select is(newsletter.feed(1) #>> '{entries,0,title}', 'Moss 4', 'should have the newest');
select is(jsonb_array_length(newsletter.feed(1) -> 'entries'), 1, 'should have as many as asked');
select throws_ok(format('select newsletter.feed(%L)', s.size), '22023', null,
                 format('should refuse %s entries', coalesce(s.size::text, 'null')))
  from (values (0), (1001), (null)) as s (size);

select * from finish();
rollback;
