-- Test analytics.content_metrics: columns, keys, indexes, checks, partitions.
begin;
select plan(18);

select results_eq(
    $$ select test.columns('analytics.content_metrics') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('content_id uuid not null'),
              ('metric_type character varying(50) not null'),
              ('metric_name character varying(100) not null'),
              ('metric_value numeric(15,4)'),
              ('metric_data jsonb not null default ''{}''::jsonb'),
              ('recorded_at timestamp with time zone not null default now()'),
              ('date_bucket date not null default CURRENT_DATE') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('analytics.content_metrics') $$,
    $$ values ('FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (id, content_id, date_bucket)'),
              ('UNIQUE (content_id, metric_type, metric_name, date_bucket)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('analytics.content_metrics') $$,
    $$ values ('idx_content_metrics_content_date btree (content_id, date_bucket)'),
              ('idx_content_metrics_type_date btree (metric_type, date_bucket)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('analytics.content_metrics'::regclass), 'RANGE (date_bucket)',
    'should be partitioned by day');

set local role aquascene_reader;
select lives_ok(
    $$ select metric_value from analytics.content_metrics $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update analytics.content_metrics set metric_value = 0 $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from analytics.content_metrics $$,
    '42501', null, 'the public edge may not read');

create temp table article as select test.content('published') as id;
create function pg_temp.measure(metric_type text) returns void
language sql as $function$
    insert into analytics.content_metrics (content_id, metric_type, metric_name, metric_value)
    select id, measure.metric_type, 'likes', 1 from article;
$function$;
select lives_ok(
    format('select pg_temp.measure(%L)', m.kind), format('should accept %s', m.kind))
  from (values ('engagement'), ('seo'), ('email'), ('social')) as m (kind);
select throws_like(
    $$ select pg_temp.measure('weather') $$, '%"content_metrics_type_is_known"%',
    'should refuse a strange kind');
select throws_like(
    $$ update analytics.content_metrics set metric_data = '[]' $$,
    '%"content_metrics_data_is_an_object"%', 'should refuse a list of particulars');
select throws_ok(
    $$ select pg_temp.measure('seo') $$, '23505', null,
    'should hold one value a metric and day');
select is_empty(
    $$ select from analytics.content_metrics_default $$, 'should have a partition for this month');
delete from content.generated_content where id = (select id from article);
select is_empty($$ select from analytics.content_metrics $$, 'should go with the article');

select * from finish();
rollback;
