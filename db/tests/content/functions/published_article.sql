-- Test content.published_article: gives readers what is published, and nothing else.
begin;
select plan(7);

insert into content.generated_content (id, content_type, title, content, summary, language, tags,
                                       status, published_at, review_note)
values ('00000000-0000-0000-0000-000000000001', 'guide', 'Moos', 'Moos wächst.', 'Kurz.', 'de',
        '{moos,pflanzen}', 'published', '2031-01-01Z', 'not for readers');
create temp table made as
select distinct t.to_status as status, null::uuid as id
  from ops.status_transitions as t where t.entity = 'content';
update made set id = test.content(status);
grant select on made to public;

select volatility_is(
    'content', 'published_article', array['uuid'], 'stable', 'should be stable');

set local role aquascene_app;
select results_eq(
    $$ select *
         from content.published_article(content_id => '00000000-0000-0000-0000-000000000001') $$,
    $$ values ('00000000-0000-0000-0000-000000000001'::uuid, 'Moos', 'Moos wächst.', 'Kurz.',
               'de', '{moos,pflanzen}'::text[], '2031-01-01Z'::timestamptz) $$,
    'should return the article to the public edge');
select throws_ok(
    $$ select * from content.generated_content $$, '42501', null,
    'the public edge should see no other column and no other row');
select results_eq(
    $$ select m.status
         from made as m cross join content.published_article(m.id) as a
        order by m.status $$,
    $$ values ('published') $$, 'should return nothing that is not published');
reset role;

set local role aquascene_reader;
select is(count(*), 1::bigint, 'should serve readers as well')
  from content.published_article('00000000-0000-0000-0000-000000000001');
reset role;
select is_empty(
    $$ select content.published_article(gen_random_uuid()) $$,
    'should return nothing for an article that is not there');
select is_empty($$ select content.published_article(null) $$, 'should return nothing for null');

select * from finish();
rollback;
