-- Test content._set_slug: the name of content in addresses.
begin;
select plan(10);

select throws_ok(
    $$ set local role aquascene_editor; select content._set_slug() $$, '42501', null,
    'nobody executes it but a trigger');
reset role;
create function pg_temp.slug(id uuid) returns text language sql as $function$
    select c.slug from content.generated_content as c where c.id = slug.id;
$function$;
create temp table draft as
select test.content('draft', 'Moose auf Holz') as first, test.content('draft',
    'Moose, auf Holz!') as second,
       test.content('draft', '水草の世界') as unspaced, test.content('published', 'Old title') as old;
select matches(pg_temp.slug(first), '^moose-auf-holz-[0-9a-f]{8}$', 'should be made of the title')
  from draft;
select isnt(pg_temp.slug(second), pg_temp.slug(first), 'should not be that of another') from draft;
select matches(pg_temp.slug(unspaced), '^[0-9a-f]{8}$',
    'should be digits of a title without letters')
  from draft;
update content.generated_content set title = 'Farne' where id in (select first from draft);
select matches(pg_temp.slug(first), '^farne-[0-9a-f]{8}$', 'should follow the title of a draft')
  from draft;
update content.generated_content set status = 'archived' where id in (select old from draft);
update content.generated_content set title = 'New title' where id in (select old from draft);
select matches(pg_temp.slug(old), '^old-title-', 'should not change once readers may have kept it')
  from draft;
update content.generated_content set title = 'Fern', slug = 'my-fern'
 where id in (select first from draft);
select is(pg_temp.slug(first), 'my-fern', 'should be what an editor says') from draft;
insert into content.generated_content (content_type, title, content, slug)
values ('guide', 'Title', 'x', 'own-name');
select is(count(*), 1::bigint, 'should be kept when it is given')
  from content.generated_content where slug = 'own-name';
select throws_ok(
    $$ insert into content.generated_content (content_type, title, content, slug)
       values ('guide', 'Title', 'x', 'own-name') $$, '23505', null, 'should be given once');
select is(length(pg_temp.slug(test.content('draft', repeat('word ', 100)))) <= 75, true,
          'should not be too long');

select * from finish();
rollback;
