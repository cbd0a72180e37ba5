-- Test content._count_tags and its triggers: how often each tag is used, exactly.
begin;
select plan(28);

select throws_ok(
    format('set local role aquascene_editor; select content.%s', f.call), '42501', null,
    format('an editor may not execute %s', f.call))
  from (values ('_begin_tag_change()'), ('_count_tags(''{}'', ''{}'')'),
               ('_count_inserted_tags()'), ('_count_updated_tags()'),
               ('_count_deleted_tags()')) as f (call);

create function pg_temp.draft(tags text[]) returns uuid
language sql as $function$
    insert into content.generated_content (content_type, title, content, tags)
    values ('guide', 'Title', 'Text', draft.tags)
    returning id;
$function$;
-- What a recount finds, and what is kept; empty when they are equal.
create view pg_temp.mistakes as
select coalesce(t.name, c.name) as name, t.usage_count, coalesce(c.uses, 0) as uses
  from content.content_tags as t
  full join (select u.name, count(*) as uses
               from content.generated_content as g
              cross join lateral unnest(g.tags) as u (name)
              group by u.name) as c on c.name = t.name
 where t.usage_count is distinct from coalesce(c.uses, 0);
create view pg_temp.uses as
select string_agg(format('%s %s', name, usage_count), ', ' order by name collate "C") as uses
  from content.content_tags;

create temp table first as select pg_temp.draft('{Moss,wood}') as id;
select is(uses, 'Moss 1, wood 1', 'should make new tags') from pg_temp.uses;
select results_eq(
    $$ select name::text, slug::text from content.content_tags order by name collate "C" $$,
    $$ values ('Moss', 'moss'), ('wood', 'wood') $$, 'should give them slugs');
create temp table second as select pg_temp.draft('{moss,MOSS,stone}') as id;
select is(uses, 'Moss 2, stone 1, wood 1', 'should count known tags, each once')
  from pg_temp.uses;
select lives_ok($$ select test.content(), pg_temp.draft('{}') $$, 'should take no tags');

update content.generated_content set tags = '{stone,light}' where id = (select id from first);
select is(uses, 'Moss 1, light 1, stone 2, wood 0', 'should count what an update changes')
  from pg_temp.uses;
update content.generated_content set tags = '{light,Stone}' where id = (select id from first);
update content.generated_content set tags = tags;
select is(uses, 'Moss 1, light 1, stone 2, wood 0', 'should count nothing twice')
  from pg_temp.uses;
update content.generated_content set tags = null where id = (select id from first);
select is(uses, 'Moss 1, light 0, stone 1, wood 0', 'should count tags that are taken away')
  from pg_temp.uses;
update content.generated_content set status = 'review' where id = (select id from second);
select is(uses, 'Moss 1, light 0, stone 1, wood 0', 'should count in any status')
  from pg_temp.uses;
delete from content.generated_content where id = (select id from second);
select is(uses, 'Moss 0, light 0, stone 0, wood 0', 'should count what is deleted')
  from pg_temp.uses;

insert into content.generated_content (content_type, title, content, tags)
select 'guide', 'Many', 'Text', array['moss', 'Sand', 'n' || n % 3]
  from generate_series(1, 9) as n;
select is(
    uses, 'Moss 9, Sand 9, light 0, n0 3, n1 3, n2 3, stone 0, wood 0',
    'should count many rows of one statement')
  from pg_temp.uses;
update content.generated_content
   set tags = case when 'n0' = any (tags) then '{n1,new}' when 'n1' = any (tags) then '{n0}'
                   else tags end
 where title = 'Many';
select is(
    uses, 'Moss 3, Sand 3, light 0, n0 3, n1 3, n2 3, new 3, stone 0, wood 0',
    'should sum up what many rows change')
  from pg_temp.uses;

insert into content.generated_content (content_type, title, content, tags)
values ('guide', 'Pair', 'Text', '{Hardscape}'), ('guide', 'Pair', 'Text', '{HARDSCAPE,x}'),
       ('guide', 'Pair', 'Text', '{hardscape}');
select is(
    array_agg(distinct c.tags[1]), array_agg(distinct t.name::text),
    'should spell a new tag in one way when a statement brings several')
  from content.generated_content as c
  join content.content_tags as t on lower(t.name) = 'hardscape' and t.usage_count = 3
 where c.title = 'Pair';

select lives_ok(
    $$ select pg_temp.draft('{C++,C#,c,C--,水草,水,"Café","Cafe"}') $$,
    'should take tags of the same slug');
select is(
    count(distinct t.slug), 8::bigint, 'should give each a slug of its own')
  from content.content_tags as t
 where t.name in ('C++', 'C#', 'c', 'C--', '水草', '水', 'Café', 'Cafe');
insert into content.content_tags (name, slug) values ('Other', 'taken');
select lives_ok($$ select pg_temp.draft('{Taken}') $$, 'should take a tag whose slug is taken');
select matches(slug, '^taken-[0-9a-f]{8}$', 'should give it another slug')
  from content.content_tags where name = 'Taken';

select throws_like(
    $$ insert into content.content_tags (name, slug) values ('MOSS', 'other') $$,
    '%"content_tags_name_is_one_in_any_case"%', 'should be one tag in any case');
delete from content.content_tags where name = 'Taken';
select lives_ok(
    $$ update content.generated_content set tags = null where tags = '{Taken}' $$,
    'should take a tag away that is not there');
select is_empty(
    $$ select name from content.content_tags where name = 'Taken' $$, 'should not make it again');

-- Plans made above, for a handful of tags, are used for many.
insert into content.content_tags (name, slug)
select 'many ' || n, 'many-' || n from generate_series(1, 5000) as n;
create temp table scans as
select seq_scan from pg_stat_xact_user_tables where relid = 'content.content_tags'::regclass;
select lives_ok(
    $$ select pg_temp.draft(array['many 7', 'MANY 8', 'many 5001']) from generate_series(1, 10) $$,
    'should count tags of many');
select is(u.seq_scan, s.seq_scan, 'should not read them all')
  from pg_stat_xact_user_tables as u, scans as s
 where u.relid = 'content.content_tags'::regclass;

-- Many statements of any kind, from a fixed seed.
select setseed(0.5);
do $mix$
begin
    for _turn in 1 .. 150 loop
        case _turn % 5
            when 0 then
                delete from content.generated_content
                 where id in (select id from content.generated_content order by random() limit 3);
            when 1, 2 then
                insert into content.generated_content (content_type, title, content, tags)
                select 'guide', 'Mix', 'Text',
                       array(select chr(97 + (random() * 12)::integer)
                               from generate_series(0, (random() * 6)::integer + n * 0) as g)
                  from generate_series(1, 5) as n;
            when 3 then
                update content.generated_content
                   set tags = tags[2:] || upper(chr(97 + (random() * 12)::integer))
                 where random() < 0.3;
            else
                update content.generated_content set tone = 'dry' where random() < 0.3;
        end case;
    end loop;
end;
$mix$;
select cmp_ok(sum(usage_count), '>', 100::bigint, 'should have used tags')
  from content.content_tags;
select is_empty(
    $$ select * from pg_temp.mistakes $$, 'should keep what a recount finds, whatever is done');

select * from finish();
rollback;
