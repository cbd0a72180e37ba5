-- Test ops.update_table_statistics: the seed's nightly statistics.
begin;
select plan(4);

select function_returns('ops', 'update_table_statistics', array[]::text[], 'void');
set local role aquascene_editor;
select throws_ok($$ select ops.update_table_statistics() $$, '42501', null, 'an editor may not');
reset role;

select test.subscriber() from generate_series(1, 3);
select test.content();
insert into analytics.content_metrics (content_id, metric_type, metric_name)
select id, 'email', 'opens' from content.generated_content;
insert into analytics.newsletter_metrics (issue_id, metric_type) select test.issue(), 'total';
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
select * from finish();
rollback;
