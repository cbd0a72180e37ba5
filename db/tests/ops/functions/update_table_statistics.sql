-- Test ops.update_table_statistics: the seed's nightly statistics.
begin;
select plan(5);

select function_returns('ops', 'update_table_statistics', array[]::text[], 'void');
set local role aquascene_editor;
select throws_ok($$ select ops.update_table_statistics() $$, '42501', null, 'an editor may not');
reset role;

insert into audience.subscriber_segments (name) values ('empty'), ('two'), ('right');
update audience.subscriber_segments
   set subscriber_count = case name when 'empty' then 5 when 'two' then 1 else 1 end;
insert into audience.subscriber_segment_memberships (segment_id, subscriber_id)
select s.id, test.subscriber()
  from audience.subscriber_segments as s
 cross join lateral generate_series(
           1, case s.name when 'empty' then 0 when 'two' then 2 else 1 end) as n;
select test.content();
insert into analytics.content_metrics (content_id, metric_type, metric_name)
select id, 'email', 'opens' from content.generated_content;
insert into analytics.newsletter_metrics (issue_id, metric_type) select test.issue(), 'total';
update audience.subscriber_segments set updated_at = updated_at;
update pg_class set reltuples = -1
 where oid in ('audience.subscribers'::regclass, 'content.generated_content'::regclass,
               'analytics.content_metrics'::regclass, 'analytics.newsletter_metrics'::regclass);

select test.travel_to('2045-06-15Z');
set local search_path = public, ops;
set local role aquascene_worker;
select lives_ok($$ select update_table_statistics() $$, 'a worker may, by the seed''s name');
reset role;

select results_eq(
    $$ select oid::regclass::text, reltuples::bigint from pg_class
        where oid in ('audience.subscribers'::regclass, 'content.generated_content'::regclass,
                      'analytics.content_metrics'::regclass,
                      'analytics.newsletter_metrics'::regclass)
        order by oid::regclass::text collate "C" $$,
    $$ values ('analytics.content_metrics', 1::bigint),
              ('analytics.newsletter_metrics', 1),
              ('audience.subscribers', 3),
              ('content.generated_content', 2) $$,
    'should analyze the four tables of the seed');
select results_eq(
    $$ select name::text, subscriber_count, updated_at = ops.now()
         from audience.subscriber_segments order by name collate "C" $$,
    $$ values ('empty', 0, true), ('right', 1, false), ('two', 2, true) $$,
    'should count the members of each segment, and write only the counts that were wrong');

select * from finish();
rollback;
