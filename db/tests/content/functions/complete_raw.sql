-- Test content.complete_raw: takes the drafts that a worker made of a raw item.
begin;
select plan(27);

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select test.raw(held_by => 'w1') as full_one, test.raw(held_by => 'w1') as short,
       test.raw(held_by => 'w1') as none, test.raw(held_by => 'w1') as unsure,
       test.raw(held_by => 'w1') as unknown, test.raw(held_by => 'w1') as kept,
       test.raw(held_by => 'w1', lease => '0') as expired;
update content.raw_content set processing_error = 'before', language = 'de';
update content.raw_content set language = 'und' where id = (select unsure from item);
update content.raw_content set language = null where id = (select unknown from item);
grant select on item to aquascene_worker;

select throws_ok(
    format($$ set local role %I; select content.complete_raw(gen_random_uuid(), 'w1', '[]') $$,
           r.name),
    '42501', 'permission denied for function complete_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
create temp table made as
select d.id, d.place
  from item
 cross join lateral content.complete_raw(
           raw_content_id => full_one, worker => 'w1',
           drafts => '[{"content_type": "guide", "title": "One", "content": "A text.",
                        "summary": "S", "excerpt": "E", "template_used": "T",
                        "tags": ["moss", "wood"], "categories": ["plants"],
                        "target_audience": "beginner", "tone": "friendly", "language": "fr",
                        "status": "published", "quality_score": 1},
                       {"content_type": "review", "title": "Two", "content": "Another."}]')
       with ordinality as d (id, place);
reset role;
select results_eq(
    $$ select m.place, c.content_type::text, c.title, c.content, c.summary, c.excerpt,
              c.template_used::text, c.tags, c.categories, c.target_audience::text, c.tone::text,
              c.language::text, c.status::text
         from made as m join content.generated_content as c using (id) order by m.place $$,
    $$ values (1::bigint, 'guide', 'One', 'A text.', 'S', 'E', 'T', '{moss,wood}'::text[],
               '{plants}'::text[], 'beginner', 'friendly', 'fr', 'draft'),
              (2, 'review', 'Two', 'Another.', null, null, null, null, null, null, null, 'de',
               'draft') $$,
    'should make a draft of each, in the language of the item when it names none');
select is(count(*), 2::bigint, 'should return the id of every draft')
  from made join content.generated_content using (id);
select is(
    array_agg(distinct c.source_materials), array[jsonb_build_array(full_one)],
    'should note the source of each')
  from item, content.generated_content as c group by full_one;
create temp table sourced as
select c.id
  from item
 cross join lateral content.complete_raw(
           short, 'w1',
           jsonb_build_array(jsonb_build_object(
               'content_type', 'a', 'title', 'b', 'content', 'c', 'metadata', '{"cost": 1}'::jsonb,
               'source_materials', jsonb_build_array(none)))) as c (id);
select results_eq(
    $$ select c.metadata, c.source_materials
         from sourced join content.generated_content as c using (id) $$,
    $$ select '{"cost": 1}'::jsonb, jsonb_build_array(short, none) from item $$,
    'should keep how it was made, and name further sources after its own');
select results_eq(
    $$ select word_count, quality_score is not null, quality_score < 1
         from content.generated_content where title = 'One' $$,
    $$ values (2, true, true) $$, 'should score them, whatever the worker says');
select results_eq(
    $$ select processing_status::text, processed, processing_error,
              (select count(*) from content.raw_leases as l where r.id = any (l.raw_content_ids))
         from content.raw_content as r where id = (select full_one from item) $$,
    $$ values ('completed', true, null::text, 0::bigint) $$,
    'should complete the item');
select is(count(*), 5::bigint, 'should leave the other items')
  from content.raw_content where processing_status = 'pending' and not processed;

select is_empty(
    format($$ select content.complete_raw(%L, 'w1', '[]') $$, none),
    'should take an empty list for no draft')
  from item;
select is(r.processing_status, 'completed', 'should complete an item without a draft')
  from content.raw_content as r where r.id = (select none from item);
create temp table draft as
select l.name, d.id
  from item as i
 cross join lateral (values ('unsure', i.unsure), ('unknown', i.unknown)) as l (name, item_id)
 cross join lateral content.complete_raw(
           l.item_id, 'w1', '[{"content_type": "a", "title": "b", "content": "c"}]') as d (id);
select is(c.language, 'en', format('should write English when the language is %s', d.name))
  from draft as d join content.generated_content as c using (id);

select throws_ok(
    format($$ select content.complete_raw(%L, 'w1', %L) $$, kept, d.drafts), '22023',
    'drafts is not a JSON list', format('should refuse %s', coalesce(d.drafts, 'null')))
  from item, (values ('{}'), ('"text"'), ('null'), (null)) as d (drafts);
select throws_ok(
    format($$ select content.complete_raw(%L, 'w1', %L) $$, kept,
           jsonb_build_array('{"content_type": "a", "title": "b", "content": "c"}'::jsonb,
                             d.draft)),
    '22023', 'draft 2 lacks content_type, title or content',
    format('should refuse a draft %s', d.draft))
  from item, (values ('{"title": "b", "content": "c"}'::jsonb),
                     ('{"content_type": "a", "title": " ", "content": "c"}'),
                     ('{"content_type": "a", "title": "b", "content": null}'),
                     ('"text"')) as d (draft);
select throws_ok(
    format($$ select content.complete_raw(%L, 'w2', '{}') $$, kept), '55000', null,
    'should refuse another worker')
  from item;
select throws_ok(
    format($$ select content.complete_raw(%L, 'w1', '[]') $$, expired), '55000', null,
    'should refuse a worker whose lease ran out')
  from item;
select throws_ok(
    format($$ select content.complete_raw(%L, 'w1', '[]') $$, full_one), '55000', null,
    'should refuse it twice')
  from item;
select throws_ok(
    $$ select content.complete_raw(gen_random_uuid(), 'w1', '[]') $$, 'P0002', null,
    'should refuse an item that is not there');
select results_eq(
    $$ select r.processing_status::text, r.processed, r.processing_error, l.worker
         from content.raw_content as r
         join content.raw_leases as l on r.id = any (l.raw_content_ids)
        where r.id = (select kept from item) $$,
    $$ values ('pending', false, 'before', 'w1') $$, 'should change nothing when it refuses');

select * from finish();
rollback;
