-- Test content._set_slug: gives an article its address, and keeps it.
begin;
select plan(22);

select throws_ok(
    $$ set local role aquascene_worker; select content._set_slug() $$, '42501', null,
    'a worker may not execute it');
create function pg_temp.slug(title text, slug text default null, status text default 'draft')
returns text language sql as $function$
    insert into content.generated_content (content_type, title, content, slug, status, published_at)
    values ('guide', slug.title, 'Text', slug.slug, slug.status,
            case when slug.status in ('published', 'archived') then now() end)
    returning slug;
$function$;
create function pg_temp.changed(slug text, assignment text) returns text
language plpgsql as $function$
declare
    _slug text;
begin
    execute format('update content.generated_content set %s where slug = %L returning slug',
                   changed.assignment, changed.slug) into _slug;
    return _slug;
end;
$function$;

-- Without a slug
select is(pg_temp.slug('Wie Pflanzen wachsen: Öl & Café'), 'wie-pflanzen-wachsen-ol-cafe',
          'should make a slug of the title');
select is(pg_temp.slug('Given', 'as-given'), 'as-given', 'should leave one that is given');
select matches(pg_temp.slug('水草'), '^[0-9a-f]{8}$', 'should make one of a title without letters');
select matches(pg_temp.slug('水草'), '^[0-9a-f]{8}$', 'should make another of the same');
select cmp_ok(length(pg_temp.slug(repeat('word ', 100))), '<=', 75, 'should be short');
select matches(pg_temp.slug('as given'), '^as-given-[0-9a-f]{8}$',
               'should add a hash to one that is taken');
select matches(pg_temp.slug('As given!'), '^as-given-[0-9a-f]{8}$', 'should do so again');
insert into content.generated_content (content_type, title, content)
select 'guide', 'In one statement', 'x' from generate_series(1, 3);
select is(
    array_agg(slug ~ '^in-one-statement(-[0-9a-f]{8})?$'), '{t,t,t}',
    'should see the rows of the same statement')
  from content.generated_content where title = 'In one statement';
select throws_ok(
    $$ select pg_temp.slug('Title', 'as-given') $$, '23505', null,
    'should refuse a given one that is taken');
select throws_ok(
    format($$ select pg_temp.slug('Title', %L) $$, t.slug), '23514', null,
    format('should refuse %L', t.slug))
  from (values ('As'), ('a b'), ('-a'), ('a--b'), ('')) as t (slug);

-- Changes
select pg_temp.slug('First title');
select is(pg_temp.changed('first-title', $$ content = 'y' $$), 'first-title',
          'should keep it when the text changes');
select is(pg_temp.changed('first-title', $$ title = 'Second title' $$), 'second-title',
          'should follow the title of a draft');
select is(pg_temp.changed('second-title', $$ slug = 'mine' $$), 'mine', 'should take another');
select is(pg_temp.changed('mine', $$ title = 'Third title' $$), 'mine',
          'should keep one that was given when the title changes');
select is(pg_temp.changed('mine', $$ slug = null $$), 'third-title', 'should make one anew');

-- Published
select pg_temp.slug('Published title', status => 'archived');
select is(pg_temp.changed('published-title', $$ title = 'Other', slug = null $$), 'published-title',
          'should keep what has been published');
select throws_ok(
    $$ select pg_temp.changed('published-title', 'slug = ''other''') $$, '55000', null,
    'should refuse to change what has been published');

select * from finish();
rollback;
