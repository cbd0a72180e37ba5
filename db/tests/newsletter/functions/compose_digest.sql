-- Test newsletter.compose_digest, compose_scheduled_digest: an issue of what was published.
begin;
select plan(31);

select test.travel_to('2031-05-08 10:00Z');
select test.template('digest');
update newsletter.newsletter_templates
   set default_subject = '{{ articles[0].title }}', preheader = 'Before';
create function pg_temp.article(title text, age interval default '1 day', expected numeric default
                                null, category text default null, tag text default null,
                                language text default 'en', status text default 'published')
returns uuid
language sql as $function$
    insert into content.generated_content (
        content_type, title, content, status, published_at, categories, tags, language)
    values ('newsletter_article', title, 'Plants need light.', status, ops.now() - age,
            array[category], array[tag], language);
    update content.generated_content as c
       set engagement_prediction = expected
     where c.title = article.title
    returning c.id;
$function$;
create function pg_temp.titles(issue newsletter.newsletter_issues) returns text[]
language sql as $function$
    select array_agg(c.title order by u.place)
      from unnest(issue.content_ids) with ordinality as u (id, place)
      join content.generated_content as c on c.id = u.id;
$function$;

select throws_ok(
    $$ select newsletter.compose_digest('digest') $$, '28000', null, 'should need a person');
select test.act_as('analyst');
select throws_ok(
    $$ select newsletter.compose_digest('digest') $$, '42501', null,
    'should need the permission newsletter.write');
create temp table person as select test.act_as('author') as id;
select is_empty($$ select newsletter.compose_digest('digest') $$,
                'nothing published should make no issue');
select is_empty($$ select from newsletter.newsletter_issues $$, 'none at all');

select pg_temp.article('plain'), pg_temp.article('best', '6 days', 0.9),
       pg_temp.article('good', '2 hours', 0.5), pg_temp.article('old', '8 days', 1),
       pg_temp.article('draft', status => 'draft'), pg_temp.article('future', '-1 hours', 1);
set local role aquascene_editor;
create temp table first as select d.* from newsletter.compose_digest('digest') as d;
reset role;
select is(pg_temp.titles(i), '{best,good,plain}',
          'should take what was published within seven days, the most promising first')
  from newsletter.newsletter_issues as i;
select results_eq(
    $$ select status, issue_number, template_type, design_template, subject_line, preview_text,
              created_by, personalization_data from first $$,
    $$ select 'draft'::varchar, 1, 'weekly-digest'::varchar, 'digest'::varchar,
              '{{ articles[0].title }}', 'Before', id, '{}'::jsonb from person $$,
    'should make a draft by the template');
select is_empty($$ select newsletter.compose_digest('digest') $$,
                'should make no second one of the same articles');

select pg_temp.article('new', '1 hour');
select is(pg_temp.titles(d), '{new}', 'should take only what is in no other issue of the type')
  from newsletter.compose_digest('digest') as d;
select test.template('news');
update newsletter.newsletter_templates set template_type = 'announcement' where name = 'news';
select is(pg_temp.titles(d), '{best,good,new,plain}', 'other types should not matter')
  from newsletter.compose_digest('news') as d;

-- Since the last one that was sent
alter table newsletter.newsletter_issues disable trigger transition;
update newsletter.newsletter_issues
   set status = 'sent', created_at = '2031-05-01 00:00Z', sent_at = '2031-05-07 00:00Z'
 where id = (select id from first);
select pg_temp.article('between', '3 days'), pg_temp.article('before', '7 days 11 hours');
select is(pg_temp.titles(d), '{between}',
          'should begin where the articles of the last one that was sent were chosen')
  from newsletter.compose_digest('digest') as d;
select is(pg_temp.titles(d), '{old,before}', 'should begin where it is told')
  from newsletter.compose_digest('digest', since => '2031-04-01 00:00Z') as d;

-- Filters
select pg_temp.article('fish', category => 'fish', tag => 'tetra'),
       pg_temp.article('moos', category => 'plants', tag => 'moss', language => 'de'),
       pg_temp.article('wood', category => 'wood', tag => 'root', language => 'de');
create function pg_temp.would(categories text[] default null, tags text[] default null,
                              languages text[] default null, max_articles integer default 10)
returns text[]
language plpgsql as $function$
declare
    _titles text[];
begin
    select pg_temp.titles(d) into _titles
      from newsletter.compose_digest('digest', null, categories, tags, languages,
                                     max_articles) as d;
    raise exception using errcode = 'QQ001', message = coalesce(array_to_string(
        array(select unnest(_titles) order by 1), ','), 'none');
exception when sqlstate 'QQ001' then
    return string_to_array(sqlerrm, ',');
end;
$function$;
select is(pg_temp.would(), '{fish,moos,wood}', 'all');
select is(pg_temp.would('{fish,plants}'), '{fish,moos}', 'of one of the categories');
select is(pg_temp.would(tags => '{moss}'), '{moos}', 'with one of the tags');
select is(pg_temp.would(languages => '{de}'), '{moos,wood}', 'in one of the languages');
select is(pg_temp.would('{plants}', '{tetra}'), '{}', 'filters should all hold');
select is(pg_temp.would('{}'), '{}', 'no category should be none');
select is(cardinality(pg_temp.would(max_articles => 2)), 2, 'no more than it is told');

select pg_temp.article('star', '3 hours', 0.99), pg_temp.article('edge', '4 hours', 0.98),
       pg_temp.article('right now', '0 hours', 0.97);
select is(pg_temp.would(max_articles => 1), '{star}', 'one may be enough: the most promising');
select is(pg_temp.would(max_articles => 2), '{edge,star}', 'and those after it');
select is(
    (select pg_temp.titles(d) from newsletter.compose_digest(
                'digest', since => '2031-05-08 06:00Z', max_articles => 3) as d),
    array['star', 'edge', 'right now'], 'from the very moment on, until now');
update newsletter.newsletter_issues
   set status = 'failed', created_at = '2031-05-08 09:59Z'
 where id <> (select id from first);
select pg_temp.article('late', '5 days', 0.1);
select ok('late' = any (pg_temp.would()), 'since the last that was sent, not the last there is');

-- Segments, variables, and the job
create temp table segment as
with made as (
    insert into audience.subscriber_segments (name) values ('readers') returning id
)
select id from made;
select is_empty(
    $$ select newsletter.compose_digest('digest', categories => '{none}',
                                        segment_ids => array[-1]) $$,
    'a segment should not matter when nothing is new');
select throws_ok(
    $$ select newsletter.compose_digest('digest', segment_ids => array[-1]) $$, '23503', null,
    'should refuse a segment that is not there');
select throws_ok(
    $$ select newsletter.compose_digest('digest', personalization_data => '[]') $$, '23514', null,
    'should refuse values that are no object');
select set_config('aquascene.user_id', '', true);
grant select on segment to public;
set local role aquascene_worker;
create temp table scheduled as
select d.* from segment, newsletter.compose_scheduled_digest(
    'digest', segment_ids => array[segment.id, segment.id],
    personalization_data => '{"a": 1}') as d;
reset role;
select results_eq(
    $$ select s.status, s.created_by, s.personalization_data, g.segment_id
         from scheduled as s
         join newsletter.newsletter_issue_segments as g on g.issue_id = s.id $$,
    $$ select 'draft'::varchar, null::uuid, '{"a": 1}'::jsonb, id from segment $$,
    'a job should make a draft of nobody');
select throws_ok(
    format($$ select newsletter.compose_scheduled_digest(%s) $$, c.arguments), c.state, null,
    'should refuse ' || c.arguments)
  from (values ('''none''', 'P0002'), ('null', 'P0002'),
               ('''digest'', max_articles => 0', '22023'),
               ('''digest'', max_articles => 101', '22023'),
               ('''digest'', max_articles => null', '22023')) as c (arguments, state);

select * from finish();
rollback;
