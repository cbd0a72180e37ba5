-- Test content._clean_tags: content spells tags as everybody does.
begin;
select plan(14);

select throws_ok(
    format('set local role aquascene_editor; select content.%s', f.call), '42501', null,
    format('an editor may not execute %s', f.call))
  from (values ('_clean_tags()'), ('_spell_tags(''{}'')')) as f (call);

create function pg_temp.tags_of(tags text[]) returns text[]
language sql as $function$
    insert into content.generated_content (content_type, title, content, tags)
    values ('guide', 'Title', 'Text', tags_of.tags)
    returning tags;
$function$;

select is(pg_temp.tags_of(null), null, 'should leave null');
select is(pg_temp.tags_of('{}'), '{}', 'should leave an empty list');
select is(pg_temp.tags_of('{" "}'), '{}', 'should empty a list of nothing');
select is(
    pg_temp.tags_of('{ Neon  Tetra,moss,neon tetra}'), '{Neon Tetra,moss}', 'should tidy new tags');
select is(
    pg_temp.tags_of('{wood,NEON TETRA,Moss}'), '{wood,Neon Tetra,moss}',
    'should spell known tags as before, and keep the order');

create temp table draft as select test.content() as id;
update content.generated_content as c set tags = '{MOSS,new}' from draft where c.id = draft.id;
select is(c.tags, '{moss,new}', 'should spell the tags of an update')
  from content.generated_content as c join draft using (id);
update content.generated_content as c
   set tags = tags || '{NEW,more}', status = 'review' from draft where c.id = draft.id;
select is(c.tags, '{moss,new,more}', 'should tidy tags that are added')
  from content.generated_content as c join draft using (id);

update content.content_tags set name = 'Moss' where name = 'moss';
update content.generated_content as c set tags = tags, tone = 'a' from draft where c.id = draft.id;
select is(c.tags, '{moss,new,more}', 'should leave tags that stay as they are')
  from content.generated_content as c join draft using (id);
update content.generated_content as c set status = 'approved' from draft where c.id = draft.id;
select is(c.tags, '{moss,new,more}', 'should leave tags when the status changes')
  from content.generated_content as c join draft using (id);

create temp table scored as select test.content() as bare, test.content() as blank;
update content.generated_content set tags = '{" "}' where id = (select blank from scored);
select is(
    (select seo_score from content.generated_content where id = s.blank),
    (select seo_score from content.generated_content where id = s.bare),
    'should be done before the score looks for tags')
  from scored as s;
update content.generated_content set tags = '{a}' where id = (select blank from scored);
select cmp_ok(
    (select q.score from content.quality_report(s.blank) as q where q.part = 'completeness'), '>',
    (select q.score from content.quality_report(s.bare) as q where q.part = 'completeness'),
    'should let the score see tags')
  from scored as s;

update content.generated_content set tags = null where id = (select blank from scored);
select is(c.tags, null, 'should take all tags away')
  from content.generated_content as c, scored as s where c.id = s.blank;

select * from finish();
rollback;
