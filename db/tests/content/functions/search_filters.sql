-- Test content._is_wanted and content._category_branch: what a search leaves out.
begin;
select plan(21);

select throws_ok(
    format($$ set local role aquascene_app; select %s $$, c.call), '42501', null,
    format('the public edge may not execute %s', c.call))
  from (values ('content._category_branch(null)'),
               ('content._is_wanted(null, null, null, null, null, null, null, null, null, null, '
                'null)')) as c (call);

create function pg_temp.is_wanted(
    of_type text default null, in_categories text[] default null, with_tag text default null,
    in_language text default null, published_from timestamptz default null,
    published_to timestamptz default null, published_at timestamptz default '2031-02-01Z')
returns boolean language sql as $function$
    select content._is_wanted('guide', '{plants,fish}', '{moss,"a,b"}', 'en',
                              is_wanted.published_at, is_wanted.of_type, is_wanted.in_categories,
                              is_wanted.with_tag, is_wanted.in_language,
                              is_wanted.published_from, is_wanted.published_to);
$function$;
select ok(pg_temp.is_wanted(), 'should let all pass without a filter');
select is(t.answer, t.expected, t.what)
  from (values
        ('its type', pg_temp.is_wanted(of_type => 'guide'), true),
        ('another type', pg_temp.is_wanted(of_type => 'Guide'), false),
        ('one of its categories', pg_temp.is_wanted(in_categories => '{x,fish}'), true),
        ('other categories', pg_temp.is_wanted(in_categories => '{x}'), false),
        ('its tag', pg_temp.is_wanted(with_tag => 'a,b'), true),
        ('another tag', pg_temp.is_wanted(with_tag => 'a'), false),
        ('its language', pg_temp.is_wanted(in_language => 'en'), true),
        ('another language', pg_temp.is_wanted(in_language => 'e'), false),
        ('from its time', pg_temp.is_wanted(published_from => '2031-02-01Z'), true),
        ('from later', pg_temp.is_wanted(published_from => '2031-02-01 00:00:01Z'), false),
        ('to later', pg_temp.is_wanted(published_to => '2031-02-01 00:00:01Z'), true),
        ('to its time', pg_temp.is_wanted(published_to => '2031-02-01Z'), false),
        ('a time that never comes', pg_temp.is_wanted(published_at => 'infinity'), false)
       ) as t (what, answer, expected);
select is(
    content._is_wanted('guide', null, null, 'en', '2031-01-01Z', null, t.in_categories, t.with_tag,
                       null, null, null),
    null, 'should not let pass what has no ' || t.what)
  from (values ('categories', '{x}'::text[], null), ('tags', null, 'x')
       ) as t (what, in_categories, with_tag);

insert into content.content_categories (name, slug) values ('A', 'a'), ('B', 'b'), ('C', 'c');
update content.content_categories as c
   set parent_id = p.id
  from content.content_categories as p
 where (p.slug, c.slug) in (('a', 'b'), ('b', 'c'));
select results_eq(
    $$ select unnest(content._category_branch('a')) order by 1 $$, $$ values ('a'), ('b'), ('c') $$,
    'should know what is below');
select results_eq(
    $$ select unnest(content._category_branch('b')) order by 1 $$, $$ values ('b'), ('c') $$,
    'should not know what is above');
select is(content._category_branch(null), null, 'should be null for null');

select * from finish();
rollback;
