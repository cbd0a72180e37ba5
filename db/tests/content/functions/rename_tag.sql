-- Test content.rename_tag: another name for a tag, everywhere.
begin;
select plan(28);

create function pg_temp.draft(tags text[], status text default 'draft') returns uuid
language sql as $function$
    insert into content.generated_content (content_type, title, content, tags, status)
    values ('guide', 'Title', 'Text', draft.tags, draft.status)
    returning id;
$function$;
create temp table made as
select pg_temp.draft('{Moss,wood}') as a, pg_temp.draft('{stone,Moss}', 'published') as b,
       pg_temp.draft('{wood}') as c;
update content.content_tags set description = 'Green.' where name = 'Moss';
update content.generated_content set seo_score = 0.11;
create temp table tag as select * from content.content_tags where name = 'Moss';

select throws_ok(
    format($$ set local role %I; select content.rename_tag('Moss', 'Mosses') $$, r.name),
    '42501', 'permission denied for function rename_tag', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.rename_tag('Moss', 'Mosses') $$, '28000', null, 'should need a person');
select test.act_as('author');
select throws_like(
    $$ select content.rename_tag('Moss', 'Mosses') $$,
    'user-% lacks the permission content.review', 'should need the permission content.review');

select test.act_as('editor');
set local role aquascene_editor;
create temp table renamed as
select r.* from content.rename_tag(name => ' moss', new_name => ' Java  moss ') as r;
reset role;
select results_eq(
    $$ select r.id, r.name::text, r.slug::text, r.description, r.usage_count from renamed as r $$,
    $$ select id, 'Java moss', 'java-moss', 'Green.', 2 from tag $$,
    'should return the row, with the name tidied and the slug that goes with it');
select results_eq(
    $$ select g.tags from made as m
         join content.generated_content as g on g.id in (m.a, m.b, m.c) order by g.tags[1] $$,
    $$ values ('{Java moss,wood}'::text[]), ('{stone,Java moss}'), ('{wood}') $$,
    'should rename it in contents of any status, in its place');
select results_eq(
    $$ select name::text, usage_count from content.content_tags order by name collate "C" $$,
    $$ values ('Java moss', 2), ('stone', 1), ('wood', 2) $$, 'should keep the counts');
select is(g.status, 'published', 'should leave what is published published')
  from made as m join content.generated_content as g on g.id = m.b;
select is_empty(
    $$ select from content.content_revisions $$, 'should keep no revision: no text is changed');

select is(g.seo_score, 0.11, 'should not score a text again whose first tag stays')
  from made as m join content.generated_content as g on g.id = m.b;

select is(
    (content.rename_tag('java moss', 'JAVA Moss')).slug, 'java-moss',
    'should spell it otherwise under the same slug');
select is(count(*), 2::bigint, 'should spell it otherwise everywhere')
  from content.generated_content where tags @> '{JAVA Moss}';
select is(usage_count, 2, 'should keep the count when it is spelt otherwise')
  from content.content_tags where name = 'JAVA Moss';
select lives_ok(
    $$ select content.rename_tag('JAVA Moss', 'JAVA Moss') $$, 'may be called again');
select is(usage_count, 2, 'should keep the count when nothing changes')
  from content.content_tags where name = 'JAVA Moss';

select throws_ok(
    $$ select content.rename_tag('stone', 'WOOD') $$, '23505', 'there is a tag ''WOOD'' already',
    'should refuse the name of another tag');
select throws_ok(
    format('select content.rename_tag(%L, %L)', t.name, 'x'), 'P0002', null,
    format('should refuse %L, which is no tag', t.name))
  from (values ('Moss'), (''), (null)) as t (name);
select throws_ok(
    format('select content.rename_tag(%L, %L)', 'stone', t.name), '22023', null,
    format('should refuse to call it %L', left(t.name, 20)))
  from (values (''), (E' \u200b'), (null), (repeat('x', 51))) as t (name);
select is(
    (content.rename_tag('stone', repeat('x', 50))).name::text, repeat('x', 50),
    'should take 50 characters');

insert into content.content_tags (name, slug) values ('C++', 'c');
select matches(
    (content.rename_tag('wood', 'C#')).slug, '^c-[0-9a-f]{8}$',
    'should give another slug when it is taken');
select is(
    (content.rename_tag('C++', 'unused')).usage_count, 0, 'should rename a tag that is not used');
select is_empty(
    $$ select t.name from content.content_tags as t
        where t.usage_count <> (select count(*) from content.generated_content as c
                                 where c.tags @> array[t.name::text]) $$,
    'should keep what a recount finds');

select * from finish();
rollback;
