-- Test content.merge_tags: one tag of several, everywhere.
begin;
select plan(20);

create function pg_temp.draft(tags text[], status text default 'draft') returns uuid
language sql as $function$
    insert into content.generated_content (content_type, title, content, tags, status)
    values ('guide', 'Title', 'Text', draft.tags, draft.status)
    returning id;
$function$;
create temp table made as
select pg_temp.draft('{a,moss,b}') as a, pg_temp.draft('{mosses,c}', 'published') as b,
       pg_temp.draft('{x,mosses,moss,java moss}') as c, pg_temp.draft('{java moss}') as d,
       pg_temp.draft('{stone}') as e;

select throws_ok(
    format($$ set local role %I; select content.merge_tags('{moss}', 'java moss') $$, r.name),
    '42501', 'permission denied for function merge_tags', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    $$ select content.merge_tags('{moss}', 'java moss') $$, '28000', null, 'should need a person');
select test.act_as('author');
select throws_like(
    $$ select content.merge_tags('{moss}', 'java moss') $$,
    'user-% lacks the permission content.review', 'should need the permission content.review');
select test.act_as('editor');
select throws_ok(
    format('select content.merge_tags(%L, %L)', '{moss}', t.name), 'P0002', null,
    format('should refuse %L, which is no tag', t.name))
  from (values ('Mossy'), (''), (null)) as t (name);

set local role aquascene_editor;
select is(
    content.merge_tags(from_names => '{MOSS,mosses,nothing,Java moss,NULL}',
                       into_name => ' JAVA moss'),
    3::bigint, 'should return the number of contents that it changed');
reset role;
select results_eq(
    $$ select g.tags from made as m
         join content.generated_content as g on g.id in (m.a, m.b, m.c, m.d, m.e)
        order by g.tags::text collate "C" $$,
    $$ values ('{"java moss",c}'::text[]), ('{"java moss"}'), ('{a,"java moss",b}'),
              ('{stone}'), ('{x,"java moss"}') $$,
    'should put the tag in the place of the others, once');
select results_eq(
    $$ select name::text, usage_count from content.content_tags order by name collate "C" $$,
    $$ values ('a', 1), ('b', 1), ('c', 1), ('java moss', 4), ('stone', 1), ('x', 1) $$,
    'should delete the others and count');
select is(g.status, 'published', 'should leave what is published published')
  from made as m join content.generated_content as g on g.id = m.b;
select is_empty(
    $$ select from content.content_revisions $$, 'should keep no revision: no text is changed');

select is(
    content.merge_tags('{moss,mosses}', 'java moss'), 0::bigint, 'may be called again');
select is(content.merge_tags(f.names, 'java moss'), 0::bigint, format('may merge %s', f.what))
  from (values ('{java moss,JAVA MOSS}'::text[], 'a tag into itself'), ('{}', 'nothing'),
               (null, 'null')) as f (names, what);
select is(usage_count, 4, 'should count nothing twice')
  from content.content_tags where name = 'java moss';

insert into content.content_tags (name, slug) values ('unused', 'unused');
select is(content.merge_tags('{unused}', 'stone'), 0::bigint, 'should merge what is not used');
select is_empty(
    $$ select from content.content_tags where name = 'unused' $$, 'and delete it');

select * from finish();
rollback;
