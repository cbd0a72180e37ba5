-- Test content.complete_raw_many: takes the drafts that a worker made of several raw items.
begin;
select plan(28);

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select n.name, test.raw(held_by => case n.name when 'other' then 'w2' else 'w1' end,
                        lease => case n.name when 'expired' then interval '0'
                                             else interval '5 minutes' end) as id
  from (values ('de'), ('de too'), ('en'), ('und'), ('free'), ('kept'), ('expired'), ('other')
       ) as n (name);
update content.raw_content as r
   set processing_error = 'before',
       language = case when i.name like 'de%' then 'de' when i.name = 'und' then 'und' else 'en' end
  from item as i where i.id = r.id;
create function pg_temp.ids(variadic names text[]) returns uuid[]
language sql stable as $function$
    select array_agg(i.id order by n.place)
      from unnest(ids.names) with ordinality as n (name, place) join item as i using (name);
$function$;
grant select on item to aquascene_worker;

select throws_ok(
    format($$ set local role %I; select content.complete_raw_many('{}', 'w1') $$, r.name),
    '42501', 'permission denied for function complete_raw_many',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
create temp table made as
select content.complete_raw_many(
           raw_content_ids => pg_temp.ids('en', 'de', 'und', 'de too', 'en'), worker => 'w1',
           drafts => '[{"content_type": "digest", "title": "All", "content": "A text.",
                        "metadata": {"generator": "chat"}, "status": "published"}]') as id;
reset role;
select results_eq(
    $$ select c.content_type::text, c.title, c.content, c.metadata, c.status::text,
              c.language::text, c.quality_score is not null
         from made join content.generated_content as c using (id) $$,
    $$ values ('digest', 'All', 'A text.', '{"generator": "chat"}'::jsonb, 'draft', 'de', true) $$,
    'should make one draft, in the language of most items, and score it');
select is(
    c.source_materials, to_jsonb(pg_temp.ids('en', 'de', 'und', 'de too')),
    'should name every item once, in the order given')
  from made join content.generated_content as c using (id);
select is(count(*), 1::bigint, 'should make no other draft') from content.generated_content;
select results_eq(
    $$ select distinct r.processing_status::text, r.processed, r.processing_error, l.id
         from content.raw_content as r
         left join content.raw_leases as l on r.id = any (l.raw_content_ids)
        where r.id = any (pg_temp.ids('de', 'de too', 'en', 'und')) $$,
    $$ values ('completed', true, null::text, null::bigint) $$,
    'should complete every item');
select is(count(*), 4::bigint, 'should leave the other items')
  from content.raw_content where processing_status = 'pending' and not processed;

create temp table alone as
select content.complete_raw_many(
           pg_temp.ids('free'), 'w1',
           jsonb_build_array(jsonb_build_object(
               'content_type', 'a', 'title', 'b', 'content', 'c', 'language', 'fr',
               'source_materials', to_jsonb(pg_temp.ids('kept'))))) as id;
select results_eq(
    $$ select c.language::text, c.source_materials
         from alone join content.generated_content as c using (id) $$,
    $$ values ('fr', to_jsonb(pg_temp.ids('free', 'kept'))) $$,
    'should take one item too, the draft''s language, and further sources');
select is(r.processing_status, 'pending', 'should complete no further source')
  from content.raw_content as r where r.id = any (pg_temp.ids('kept'));

select throws_ok(
    format($$ select content.complete_raw_many(%L, 'w1', %L) $$, pg_temp.ids('kept'), d.drafts),
    '22023', null, format('should refuse the drafts %s', coalesce(d.drafts, 'null')))
  from (values ('{}'), ('"text"'), ('null'), (null), ('[{}]'),
               ('[{"content_type": "a", "title": " ", "content": "c"}]'),
               ('[{"content_type": "a", "title": "b", "content": "c",
                   "source_materials": ["00000000-0000-0000-0000-000000000000"]}]')
       ) as d (drafts);
select throws_ok(
    format($$ select content.complete_raw_many(%L, 'w1',
                  '[{"content_type": "a", "title": "b", "content": "c"}]') $$, l.ids),
    l.state, null, format('should refuse %s', l.what))
  from (values ('an empty list', '{}'::uuid[], '22023'),
               ('no list', null, '22023'),
               ('an item that is null', array[null::uuid], 'P0002'),
               ('an item that is not there', pg_temp.ids('kept') || gen_random_uuid(), 'P0002'),
               ('an item of another worker', pg_temp.ids('kept', 'other'), '55000'),
               ('an item whose lease ran out', pg_temp.ids('kept', 'expired'), '55000'),
               ('an item that is done', pg_temp.ids('kept', 'de'), '55000')
       ) as l (what, ids, state);
select results_eq(
    $$ select r.processing_status::text, r.processed, r.processing_error, l.worker
         from content.raw_content as r
         join content.raw_leases as l on r.id = any (l.raw_content_ids)
        where r.id = any (pg_temp.ids('kept')) $$,
    $$ values ('pending', false, 'before', 'w1') $$, 'should change nothing when it refuses');
select is(count(*), 2::bigint, 'should write nothing when it refuses')
  from content.generated_content;

select is_empty(
    $$ select content.complete_raw_many(pg_temp.ids('kept'), 'w1') $$,
    'should complete without a draft');
select is(r.processing_status, 'completed', 'should be done without a draft')
  from content.raw_content as r where r.id = any (pg_temp.ids('kept'));

select * from finish();
rollback;
