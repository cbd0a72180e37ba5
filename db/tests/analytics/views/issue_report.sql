-- Test analytics.issue_report: what an issue earned, taken apart.
begin;
select plan(4);

select results_eq(
    $$ select test.columns('analytics.issue_report') $$,
    $$ values ('issue_number integer'), ('issue_id uuid'), ('dimension text'), ('label text'),
              ('sent_count bigint'), ('open_count bigint'), ('unique_opens bigint'),
              ('click_count bigint'),
              ('unique_clicks bigint'), ('unsubscribe_count bigint'), ('bounce_count bigint'),
              ('complaint_count bigint'),
              ('open_rate numeric'), ('click_rate numeric'), ('key text') $$,
    'should have these columns');
select throws_ok(
    $$ set local role aquascene_app; select from analytics.issue_report $$, '42501', null,
    'the public edge may not read');

create temp table issue as select test.issue('sent') as id;
update newsletter.newsletter_issues set issue_number = 7;
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/a' from issue;
insert into audience.subscriber_segments (name, segment_type, description)
values ('friends', 'manual', '');
insert into analytics.newsletter_breakdowns (
    issue_id, dimension, key, sent_count, unique_opens, open_count, click_count)
select issue.id, b.dimension, b.key, b.sent, 1, b.opens, b.clicks
  from issue, newsletter.newsletter_links as l, audience.subscriber_segments as s,
       lateral (values ('hour', '2031-01-01 10:00', 0, 5, 1), ('link', l.id::text, 0, 0, 9),
                       ('segment', s.id::text, 3, 3, 2), ('domain', '2031', 8, 1, 1),
                       ('link', '0', 0, 0, 1)) as b (dimension, key, sent, opens, clicks);
set local role aquascene_reader;
select results_eq(
    $$ select dimension, label, open_count, click_count, open_rate
         from analytics.issue_report
        where issue_number = 7 order by 1, 2 $$,
    $$ values ('domain', '2031', 1::bigint, 1::bigint, 0.1250),
              ('hour', '2031-01-01 10:00', 5, 1, null), ('link', '0', 0, 1, null),
              ('link', 'https://example.com/a', 0, 9, null),
              ('segment', 'friends', 3, 2, 0.3333) $$,
    'should name links and segments, and leave the rest as it is');
select is_empty($$ select from analytics.issue_report where issue_number = 8 $$,
                'should be of one issue');

select * from finish();
rollback;
