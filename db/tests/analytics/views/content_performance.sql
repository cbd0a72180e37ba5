-- Test analytics.content_performance: what each published article earned.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('analytics.content_performance') $$,
    $$ values ('content_id uuid'), ('title text'), ('content_type character varying(50)'),
              ('language character varying(10)'), ('status character varying(20)'),
              ('published_at timestamp with time zone'), ('quality_score numeric(3,2)'),
              ('readability_score integer'), ('seo_score numeric(3,2)'), ('page_views numeric'),
              ('email_clicks numeric'), ('social_interactions numeric'),
              ('last_recorded_at timestamp with time zone') $$,
    'should have these columns');

create temp table article as
select test.content('published', 'Read') as read, test.content('published', 'Unread') as unread;
select count(test.content(s.status, s.status))
  from unnest(string_to_array(
           'draft,review,approved,scheduled,rejected,needs_revision,cancelled,archived', ','))
       as s (status);
update content.generated_content
   set language = 'de', published_at = '2031-01-01Z'
 where title = 'Read';
insert into analytics.content_metrics (
    content_id, metric_type, metric_name, metric_value, date_bucket, recorded_at)
select read, m.type, m.name, m.value, m.day, m.day + interval '1 day'
  from article,
       (values ('engagement', 'page_views', 10, '2031-01-01'::date),
               ('engagement', 'page_views', 20, '2031-02-01'),
               ('engagement', 'clicks', 1000, '2031-02-01'),
               ('engagement', 'likes', 1000, '2031-02-01'),
               ('email', 'clicks', 3, '2031-01-01'), ('email', 'clicks', 4, '2031-02-02'),
               ('email', 'opens', 2000, '2031-01-01'), ('email', 'page_views', 2000, '2031-01-01'),
               ('social', 'likes', 1, '2031-01-01'), ('social', 'comments', 20, '2031-01-01'),
               ('social', 'shares', 300, '2031-01-01'), ('social', 'saves', 4000, '2031-01-01'),
               ('social', 'reach', 9999, '2031-01-01'), ('seo', 'ctr', 1, '2031-03-01'))
           as m (type, name, value, day);

set local role aquascene_app;
select throws_ok(
    $$ select from analytics.content_performance $$, '42501', null,
    'the public edge may not read');
reset role;

set local role aquascene_reader;
select results_eq(
    $$ select p.content_type, p.language, p.status, p.published_at, p.quality_score,
              p.readability_score, p.seo_score
         from analytics.content_performance as p where p.title = 'Read' $$,
    $$ select 'newsletter_article'::varchar, 'de'::varchar, 'published'::varchar,
              '2031-01-01Z'::timestamptz, c.quality_score, c.readability_score, c.seo_score
         from content.generated_content as c where c.title = 'Read' $$,
    'should show the article');
select results_eq(
    $$ select p.title, p.page_views, p.email_clicks, p.social_interactions, p.last_recorded_at
         from analytics.content_performance as p order by p.title collate "C" $$,
    $$ values ('Read', 30.0000, 7.0000, 4321.0000, '2031-03-02'::timestamptz),
              ('Unread', 0, 0, 0, null), ('archived', 0, 0, 0, null) $$,
    'should sum up what each published and archived article earned');
reset role;
select is(p.title, 'Read', 'should name the article by its id')
  from analytics.content_performance as p join article on article.read = p.content_id;

select * from finish();
rollback;
