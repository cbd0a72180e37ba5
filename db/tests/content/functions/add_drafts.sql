-- Test content._add_drafts: writes drafts and where they come from.
begin;
select plan(25);

create temp table item as
select test.raw() as one, test.raw() as two, test.raw() as three, test.raw() as four;

select throws_ok(
    format($$ set local role %I; select content._add_drafts('{}', 'en', '[]') $$, r.name),
    '42501', null, format('%s may not execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

create function pg_temp.sources(ids uuid[], further jsonb) returns jsonb
language sql as $function$
    select c.source_materials
      from content._add_drafts(
               sources.ids, 'en',
               jsonb_build_array(jsonb_build_object(
                   'content_type', 'a', 'title', 'b', 'content', 'c',
                   'source_materials', sources.further))) as d (id)
      join content.generated_content as c using (id);
$function$;
-- In its own statement: a statement does not see what its functions write.
create function pg_temp.draft_of(ids uuid[], language text, draft jsonb) returns uuid
language sql as $function$
    select content._add_drafts(
               draft_of.ids, draft_of.language,
               jsonb_build_array(
                   '{"content_type": "a", "title": "b", "content": "c"}' || draft_of.draft));
$function$;
create temp table made as
select name, pg_temp.draft_of(ids, language, draft) as id
  from item
 cross join lateral (values
           ('plain', array[two, one], 'de', '{}'::jsonb),
           ('more', array[two, one], 'und',
            jsonb_build_object('source_materials', jsonb_build_array(four, one, four),
                               'metadata', '{"model": "tiny"}'::jsonb)),
           ('nulls', array[three], null,
            '{"source_materials": null, "metadata": null, "language": null}'),
           ('empty', array[three], 'de', '{"source_materials": [], "language": "fr"}')
       ) as d (name, ids, language, draft);
select is(c.source_materials, jsonb_build_array(two, one), 'should name the items, in their order')
  from made as m join content.generated_content as c using (id), item where m.name = 'plain';
select is(c.language, 'de', 'should take the language that it is given')
  from made as m join content.generated_content as c using (id) where m.name = 'plain';
select is(c.metadata, '{}', 'should have empty metadata when there is none')
  from made as m join content.generated_content as c using (id) where m.name = 'plain';
select is(
    c.source_materials, jsonb_build_array(two, one, four),
    'should name further items after them, each once')
  from made as m join content.generated_content as c using (id), item where m.name = 'more';
select is(c.metadata, '{"model": "tiny"}', 'should keep the metadata')
  from made as m join content.generated_content as c using (id) where m.name = 'more';
select is(c.language, 'en', 'should write English when the language is not known')
  from made as m join content.generated_content as c using (id) where m.name = 'more';
select results_eq(
    $$ select c.source_materials, c.metadata, c.language::text
         from made as m join content.generated_content as c using (id) where m.name = 'nulls' $$,
    $$ select jsonb_build_array(three), '{}'::jsonb, 'en' from item $$,
    'should take null for nothing');
select results_eq(
    $$ select c.source_materials, c.language::text
         from made as m join content.generated_content as c using (id) where m.name = 'empty' $$,
    $$ select jsonb_build_array(three), 'fr' from item $$,
    'should name the items when there are no further ones, and prefer the draft''s language');

select throws_ok(
    format($$ select pg_temp.sources(array[%L]::uuid[], %L) $$, one, f.further), f.state, null,
    format('should refuse source_materials %s', f.further))
  from item,
       (values ('["00000000-0000-0000-0000-000000000000"]', '22023'), ('[null]', '22023'),
               ('["text"]', '22P02'), ('"text"', '22P02')) as f (further, state);
select throws_ok(
    format($$ select pg_temp.draft_of(array[%L]::uuid[], 'en', '{"metadata": []}') $$, one),
    '23514', null, 'should refuse metadata that is no object')
  from item;
select throws_ok(
    format($$ select content._add_drafts('{}', 'en', %L) $$, d.drafts), '22023',
    'drafts is not a JSON list', format('should refuse %s', coalesce(d.drafts, 'null')))
  from (values ('{}'), ('"text"'), ('null'), (null)) as d (drafts);
select throws_ok(
    format($$ select content._add_drafts('{}', 'en', %L) $$,
           jsonb_build_array('{"content_type": "a", "title": "b", "content": "c"}'::jsonb,
                             d.draft, '{}'::jsonb)),
    '22023', 'draft 2 lacks content_type, title or content',
    format('should refuse a draft %s', d.draft))
  from (values ('{"title": "b", "content": "c"}'::jsonb),
               ('{"content_type": "a", "title": " ", "content": "c"}'),
               ('{"content_type": "a", "title": "b", "content": null}'),
               ('"text"')) as d (draft);
select is_empty(
    $$ select content._add_drafts('{}', 'en', '[]') $$, 'should take an empty list for no draft');
select is(count(*), 4::bigint, 'should write nothing when it refuses')
  from content.generated_content;

select * from finish();
rollback;
