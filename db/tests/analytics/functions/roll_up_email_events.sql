-- Test analytics.roll_up_email_events: events become measures, each once.
begin;
select plan(47);

-- What this transaction writes is not below the horizon; so events here name an older one.
select test.travel_to('2031-01-05 10:00:00+00');
set local timezone = 'Asia/Tokyo';

create temp table article as select test.content('published') as a, test.content('published') as b;
create temp table issue as
select test.issue('sending', array[a, b]) as id, test.issue('draft') as draft from article;
create temp table reader as
select test.subscriber(i || '@example.com') as id, i from generate_series(1, 5) as i;
insert into newsletter.newsletter_links (issue_id, content_id, url)
select issue.id, c.id, 'https://example.com/' || c.name
  from issue, article, lateral (values (a, 'a'), (b, 'b'), (null, 'x')) as c (id, name);
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select '2031-01-05', issue.id, reader.id, 'sent' from issue, reader;
insert into newsletter.newsletter_chunks (
    issue_id, due_at, subscriber_ids, claimed_count, sent_count, failed_count)
select issue.id, ops.now(), array_agg(reader.id), 5, 3, 1 from issue, reader group by issue.id;
update newsletter.newsletter_deliveries as d set status = s.status
  from reader as r
  join (values (4, 'failed'), (5, 'unknown')) as s (i, status) using (i)
 where d.subscriber_id = r.id;

create function pg_temp.happens(
    reader integer, event text, at timestamptz, link text default null, xid xid8 default '50')
returns void language sql as $function$
    insert into newsletter.email_events (
        subscriber_id, issue_id, event_type, link_id, occurred_at, xid)
    select r.id, issue.id, happens.event,
           (select l.id from newsletter.newsletter_links as l
             where l.url = 'https://example.com/' || happens.link),
           happens.at, happens.xid
      from issue, reader as r where r.i = happens.reader
$function$;
create temp view total as
select m.* from analytics.newsletter_metrics as m join issue on issue.id = m.issue_id
 where m.metric_type = 'total';
create temp view engagement as
select r.i, e.* from audience.subscriber_engagement as e join reader as r
    on r.id = e.subscriber_id;

-- Before anything has happened; transactions elsewhere in the cluster come and go
create temp table before as select pg_snapshot_xmin(pg_current_snapshot()) as xmin_before;
set local role aquascene_app;
select throws_ok($$ select analytics.roll_up_email_events() $$, '42501', null,
    'the public edge may not');
reset role;
set local role aquascene_worker;
select is(analytics.roll_up_email_events(), 0::bigint, 'should find no events at first');
reset role;
select results_eq(
    $$ select metric_type, recorded_at, sent_count, delivered_count, open_count, open_rate,
              click_rate, unsubscribe_rate, bounce_rate
         from total $$,
    $$ values ('total'::varchar, '2031-01-05 00:00:00+00'::timestamptz, 4, 4, 0, 0.0000,
               0.0000, 0.0000, 0.0000) $$,
    'should make the row of an issue as sending begins, at its day in UTC');
select is(count(*), 1::bigint, 'should make no row for an issue that is not sent')
  from analytics.newsletter_metrics;
select results_eq(
    $$ select rolled_up_at, event_count,
              below between xmin_before and pg_snapshot_xmin(pg_current_snapshot())
         from ops.rollup_watermarks, before where name = 'email_events' $$,
    $$ values ('2031-01-05 10:00:00+00'::timestamptz, 0::bigint, true) $$,
    'should note how far it came, and when');

-- The first events; those of transactions not below the horizon wait
update ops.rollup_watermarks set below = '50';
select pg_temp.happens(1, 'open', '2031-01-05 10:02:00+00'),
       pg_temp.happens(1, 'open', '2031-01-05 10:01:00+00'),
       pg_temp.happens(1, 'click', '2031-01-05 10:03:00+00', 'a'),
       pg_temp.happens(1, 'click', '2031-01-05 23:59:59+00', 'a'),
       pg_temp.happens(1, 'click', '2031-01-06 00:00:00+00', 'a'),
       pg_temp.happens(1, 'click', '2031-01-05 10:04:00+00', 'b'),
       pg_temp.happens(2, 'open', '2031-01-05 11:00:00+00'),
       pg_temp.happens(3, 'click', '2031-01-05 12:00:00+00', 'x'),
       pg_temp.happens(2, 'unsubscribe', '2031-01-05 12:00:00+00'),
       pg_temp.happens(4, 'bounce', '2031-01-05 12:00:00+00'),
       pg_temp.happens(3, 'complaint', '2031-01-05 12:00:00+00'),
       pg_temp.happens(5, 'open', '2031-01-05 12:00:00+00', xid => '49'),
       pg_temp.happens(5, 'open', '2031-01-05 12:00:00+00', xid => pg_current_xact_id()),
       pg_temp.happens(5, 'open', '2031-01-05 12:00:00+00',
                       xid => (pg_current_xact_id()::text::bigint + 1000)::text::xid8);
select test.travel_to('2031-01-06 10:00:00+00');
select is(
    analytics.roll_up_email_events(), 11::bigint,
    'should count the events from the watermark to the oldest transaction that still runs');
select is(event_count, 11::bigint, 'should sum them up') from ops.rollup_watermarks;

select results_eq(
    $$ select open_count, unique_opens, click_count, unique_clicks, unsubscribe_count,
              bounce_count, complaint_count, sent_count, delivered_count
         from total $$,
    $$ values (3, 2, 5, 2, 1, 1, 1, 4, 3) $$, 'should count for the issue');
select results_eq(
    $$ select open_rate, click_rate, unsubscribe_rate, bounce_rate from total $$,
    $$ values (0.6667, 0.6667, 0.3333, 0.2500) $$,
    'should relate them to what was delivered, and bounces to what was sent');
select results_eq(
    $$ select r.i, d.first_opened_at, d.first_clicked_at
         from newsletter.newsletter_deliveries as d join reader as r on r.id = d.subscriber_id
        order by r.i $$,
    $$ values (1, '2031-01-05 10:01:00+00'::timestamptz, '2031-01-05 10:03:00+00'::timestamptz),
              (2, '2031-01-05 11:00:00+00', null), (3, null, '2031-01-05 12:00:00+00'),
              (4, null, null), (5, null, null) $$,
    'should write the first open and click into the ledger');
select results_eq(
    $$ select i, opened_count, open_count, click_count, last_open_at, last_click_at, level
         from engagement order by i $$,
    $$ values (1, 1, 2, 4, '2031-01-05 10:02:00+00'::timestamptz,
               '2031-01-06 00:00:00+00'::timestamptz, 'high'),
              (2, 1, 1, 0, '2031-01-05 11:00:00+00', null, 'medium'),
              (3, 0, 0, 1, null, '2031-01-05 12:00:00+00', 'inactive') $$,
    'should count for each reader, and say how much each reads');
select results_eq(
    $$ select case m.content_id when a then 'a' when b then 'b' end, m.metric_type, m.metric_name,
              m.date_bucket, m.metric_value, m.recorded_at
         from analytics.content_metrics as m, article order by 1, 4 $$,
    $$ values ('a', 'email'::varchar, 'clicks'::varchar, '2031-01-05'::date, 2.0000,
               '2031-01-06 10:00:00+00'::timestamptz),
              ('a', 'email', 'clicks', '2031-01-06', 1.0000, '2031-01-06 10:00:00+00'),
              ('b', 'email', 'clicks', '2031-01-05', 1.0000, '2031-01-06 10:00:00+00') $$,
    'should count the clicks on each article by day in UTC');

-- The next events add to what is there
update ops.rollup_watermarks set below = '60';
select pg_temp.happens(1, 'open', '2031-01-05 09:00:00+00', xid => '60'),
       pg_temp.happens(1, 'open', '2031-01-07 10:00:00+00', xid => '61'),
       pg_temp.happens(1, 'click', '2031-01-06 08:00:00+00', 'a', '61'),
       pg_temp.happens(1, 'click', '2031-01-05 09:00:00+00', 'x', '61'),
       pg_temp.happens(2, 'click', '2031-01-06 09:00:00+00', 'b', '61'),
       pg_temp.happens(2, 'unsubscribe', '2031-01-06 09:00:00+00', xid => '61'),
       pg_temp.happens(3, 'open', '2031-01-06 09:00:00+00', xid => '61'),
       pg_temp.happens(5, 'bounce', '2031-01-06 09:00:00+00', xid => '61'),
       pg_temp.happens(5, 'complaint', '2031-01-06 09:00:00+00', xid => '61');
select test.travel_to('2031-01-07 10:00:00+00');
select is(analytics.roll_up_email_events(), 9::bigint, 'should count what is new alone');
select is(event_count, 20::bigint, 'should sum all of them up') from ops.rollup_watermarks;
select results_eq(
    $$ select open_count, unique_opens, click_count, unique_clicks, unsubscribe_count,
              bounce_count, complaint_count, delivered_count, open_rate, click_rate,
              unsubscribe_rate, bounce_rate
         from total $$,
    $$ values (6, 3, 8, 3, 2, 2, 2, 2, 1.0000, 1.0000, 1.0000, 0.5000) $$,
    'should add to the issue, unique where the reader is new, and no rate above 1');
select results_eq(
    $$ select r.i, d.first_opened_at, d.first_clicked_at
         from newsletter.newsletter_deliveries as d join reader as r on r.id = d.subscriber_id
        where r.i <= 3 order by r.i $$,
    $$ values (1, '2031-01-05 10:01:00+00'::timestamptz, '2031-01-05 10:03:00+00'::timestamptz),
              (2, '2031-01-05 11:00:00+00', '2031-01-06 09:00:00+00'),
              (3, '2031-01-06 09:00:00+00', '2031-01-05 12:00:00+00') $$,
    'should keep the first open and click of the ledger, and add those that were missing');
select results_eq(
    $$ select i, opened_count, open_count, click_count, last_open_at, last_click_at, level
         from engagement order by i $$,
    $$ values (1, 1, 4, 6, '2031-01-07 10:00:00+00'::timestamptz,
               '2031-01-06 08:00:00+00'::timestamptz, 'high'),
              (2, 1, 1, 1, '2031-01-05 11:00:00+00', '2031-01-06 09:00:00+00', 'high'),
              (3, 1, 1, 1, '2031-01-06 09:00:00+00', '2031-01-05 12:00:00+00', 'high') $$,
    'should add to each reader, and move the last times on');
select results_eq(
    $$ select case m.content_id when a then 'a' when b then 'b' end, m.date_bucket, m.metric_value,
              m.recorded_at
         from analytics.content_metrics as m, article order by 1, 2 $$,
    $$ values ('a', '2031-01-05'::date, 2.0000, '2031-01-06 10:00:00+00'::timestamptz),
              ('a', '2031-01-06', 2.0000, '2031-01-07 10:00:00+00'),
              ('b', '2031-01-05', 1.0000, '2031-01-06 10:00:00+00'),
              ('b', '2031-01-06', 1.0000, '2031-01-07 10:00:00+00') $$,
    'should add to the articles');
update ops.rollup_watermarks set below = '70';
select pg_temp.happens(2, 'open', '2031-01-02 10:00:00+00', xid => '70'),
       pg_temp.happens(2, 'click', '2031-01-02 10:00:00+00', 'b', '70');
select is(analytics.roll_up_email_events(), 2::bigint, 'should count events that come in late');
select results_eq(
    $$ select last_open_at, last_click_at from engagement where i = 2 $$,
    $$ values ('2031-01-05 11:00:00+00'::timestamptz, '2031-01-06 09:00:00+00'::timestamptz) $$,
    'should not move the last times back');

-- Sent and failed: by chunk while the issue is sent, from its end afterwards
update newsletter.newsletter_chunks set sent_count = 0;
select analytics.roll_up_email_events();
select results_eq(
    $$ select sent_count, delivered_count from total $$, $$ values (1, 0) $$,
    'should count as sent what the server took or refused, and deliver nothing below zero');
select results_eq(
    $$ select open_rate, click_rate, unsubscribe_rate, bounce_rate from total $$,
    $$ values (null::numeric, null::numeric, null::numeric, 1.0000) $$,
    'should have no rate of nothing');
select is_empty(
    $$ select from analytics.newsletter_breakdowns where sent_count > 0 $$,
    'should not say whom an issue goes to while it is sent');
insert into audience.subscriber_segments (name, segment_type, description)
values ('odd', 'manual', '');
insert into audience.subscriber_segment_memberships (subscriber_id, segment_id)
select r.id, s.id from reader as r, audience.subscriber_segments as s where r.i in (1, 5);
insert into newsletter.newsletter_issue_segments (issue_id, segment_id)
select issue.id, s.id from issue, audience.subscriber_segments as s;
update newsletter.newsletter_deliveries as d set status = 'unknown'
  from reader as r where r.id = d.subscriber_id and r.i = 5;
update newsletter.newsletter_issues as i
   set status = 'sent', metrics = '{"sent": 30, "failed": 2, "skipped": 1, "unknown": 1}'
  from issue where issue.id = i.id;
select analytics.roll_up_email_events();
select results_eq(
    $$ select sent_count, delivered_count, open_rate from total $$, $$ values (32, 30, 0.1000) $$,
    'should read from a sent issue how it ended');
create temp view sent_to as
select b.dimension, b.key, b.sent_count from analytics.newsletter_breakdowns as b
 where b.sent_count > 0;
select results_eq(
    $$ select s.dimension, s.key, s.sent_count from sent_to as s order by 1 $$,
    $$ select 'domain', 'example.com', 4::bigint
        union all select 'segment', id::text, 1 from audience.subscriber_segments order by 1 $$,
    'should say of a sent issue to which domains and segments it was handed over');
update analytics.newsletter_breakdowns set sent_count = 9;
select analytics.roll_up_email_events();
select is(min(sent_count), 9::bigint, 'should count that once') from sent_to;
update analytics.newsletter_breakdowns set sent_count = 0;
create temp table place as
select m.ctid as place, m.id from analytics.newsletter_metrics as m join total using (id);
select analytics.roll_up_email_events();
select is(m.ctid, place.place, 'should not write what has not changed')
  from analytics.newsletter_metrics as m join place using (id);

-- Other rows of the table are the deployer's
insert into analytics.newsletter_metrics (issue_id, metric_type, recorded_at)
select id, 'daily', '2031-01-05 00:00:00+00' from issue;
update ops.rollup_watermarks set below = '80';
select pg_temp.happens(1, 'open', '2031-01-05 10:00:00+00', xid => '80');
create temp table ledger as
select d.ctid as place, d.subscriber_id from newsletter.newsletter_deliveries as d;
select analytics.roll_up_email_events();
select results_eq(
    $$ select metric_type, open_count, unique_opens, unique_clicks, sent_count, open_rate
         from analytics.newsletter_metrics order by 1 $$,
    $$ values ('daily'::varchar, 0, 0, 0, 0, null::numeric), ('total', 8, 3, 3, 32, 0.1000) $$,
    'should leave the rows that are not its own, and know a reader again');
select is(count(*), 0::bigint, 'should not write the ledger for an open that is not the first')
  from newsletter.newsletter_deliveries as d join ledger using (subscriber_id)
 where d.ctid <> ledger.place;

-- Who and what is gone
update ops.rollup_watermarks set below = '90';
delete from audience.subscribers where email = '3@example.com';
delete from content.generated_content where id = (select b from article);
select pg_temp.happens(3, 'open', '2031-01-07 10:00:00+00', xid => '90'),
       pg_temp.happens(1, 'click', '2031-01-07 10:00:00+00', 'b', '90'),
       pg_temp.happens(3, 'unsubscribe', '2031-01-07 10:00:00+00', xid => '90');
insert into newsletter.email_events (subscriber_id, issue_id, event_type, xid)
select id, gen_random_uuid(), 'open', '90' from reader where i = 2;
select is(analytics.roll_up_email_events(), 4::bigint, 'should take events of what is gone');
select results_eq(
    $$ select open_count, click_count, unsubscribe_count from total $$,
    $$ values (9, 10, 3) $$, 'should count for the issue who has been erased');
select is_empty(
    $$ select from engagement where i = 3 $$, 'should not bring back who has been erased');
select results_eq(
    $$ select opened_count, open_count from engagement where i = 2 $$, $$ values (1, 3) $$,
    'should count an open of an issue that is gone for the reader');
select is(count(*), 2::bigint, 'should count nothing for an article that is gone')
  from analytics.content_metrics;

-- Issues of the last week have a row even without events; older ones when events come in
create temp table old as
select test.issue('draft') as week, test.issue('draft') as older, test.issue('draft') as silent;
update newsletter.newsletter_issues as i
   set issue_date = case i.id when week then '2030-12-31'::date else '2030-12-30' end
  from old where i.id in (week, older, silent);
update ops.rollup_watermarks set below = '100';
insert into newsletter.email_events (subscriber_id, issue_id, event_type, xid)
select gen_random_uuid(), older, 'open', '100'::xid8 from old
union all
select gen_random_uuid(), silent, 'open', x.id
  from old, (values ('99'::xid8), (pg_current_xact_id())) as x (id);
select analytics.roll_up_email_events();
select is(count(*), 1::bigint, 'should make the row of an issue of seven days ago, without rates')
  from analytics.newsletter_metrics as m join old on old.week = m.issue_id
 where num_nonnulls(m.open_rate, m.click_rate, m.unsubscribe_rate, m.bounce_rate) = 0;
select is(count(*), 0::bigint, 'should make none for one that is older, without events in turn')
  from analytics.newsletter_metrics as m join old on old.silent = m.issue_id;
select is(sum(m.open_count), 1::bigint, 'should not lose the events of one that is older')
  from analytics.newsletter_metrics as m join old on old.older = m.issue_id;

-- What machines do is counted apart
update ops.rollup_watermarks set below = '110';
create temp table earlier as
select open_count, unique_opens, click_count, unique_clicks, machine_open_count, machine_click_count
  from total;
create temp table counted as
select m.metric_value from analytics.content_metrics as m where m.date_bucket = '2031-01-05';
delete from audience.subscriber_engagement;
insert into newsletter.email_events (
    subscriber_id, issue_id, event_type, link_id, client, is_machine, occurred_at, xid)
select r.id, issue.id, e.type, e.link, 'scanner', true, '2031-01-05 13:00:00+00', '110'
  from issue, reader as r,
       lateral (values ('open', null), ('click', (select min(l.id)
                                                    from newsletter.newsletter_links as l
                                                   where l.issue_id = issue.id))) as e (type, link)
 where r.i in (4, 5);
update newsletter.newsletter_deliveries set status = 'unknown'
 where subscriber_id = (select id from reader where i = 5);
select is(analytics.roll_up_email_events(), 4::bigint, 'should take what machines did');
select results_eq(
    $$ select t.open_count - e.open_count, t.unique_opens - e.unique_opens,
              t.click_count - e.click_count, t.unique_clicks - e.unique_clicks,
              t.machine_open_count - e.machine_open_count,
                  t.machine_click_count - e.machine_click_count
         from total as t, earlier as e $$,
    $$ values (0, 0, 0, 0, 2, 2) $$, 'should count it apart');
select is_empty($$ select from engagement $$, 'should not be a reader''s');
select results_eq(
    $$ select d.status, d.first_opened_at, d.first_clicked_at
         from newsletter.newsletter_deliveries as d join reader as r on r.id = d.subscriber_id
        where r.i = 5 $$,
    $$ values ('sent', null::timestamptz, null::timestamptz) $$,
    'should prove that a message arrived, though nobody read it');
select results_eq(
    $$ select label, open_count, click_count from analytics.issue_report
        where dimension = 'client' and issue_id = (select id from issue) order by 1 $$,
    $$ select c.* from total as t,
              lateral (values ('scanner', 2::bigint, 2::bigint),
                              ('unknown', t.open_count, t.click_count)) as c $$,
    'should be seen by client');

-- Taken apart, and put together again
select is_empty(
    $$ select b.dimension, sum(b.open_count), sum(b.click_count), sum(b.unique_opens),
              sum(b.unique_clicks), t.open_count, t.click_count, t.unique_opens, t.unique_clicks
         from analytics.newsletter_breakdowns as b
         join total as t on t.issue_id = b.issue_id
        where b.dimension = 'hour'
        group by b.dimension, t.open_count, t.click_count, t.unique_opens, t.unique_clicks
       having (sum(b.open_count), sum(b.click_count), sum(b.unique_opens), sum(b.unique_clicks))
              is distinct from
              (t.open_count, t.click_count, t.unique_opens, t.unique_clicks) $$,
    'its hours should sum up to the issue');
select results_eq(
    $$ select i.metrics ->> 'opens', i.metrics ->> 'unique_clicks', i.metrics ->> 'sent'
         from newsletter.newsletter_issues as i join issue on issue.id = i.id $$,
    $$ select open_count::text, unique_clicks::text, '30' from total $$,
    'should be in the metrics of the issue');

-- A database restored from a dump: the new server's transactions are behind the watermark
update ops.rollup_watermarks set below = (pg_current_xact_id()::text::bigint + 1)::text::xid8;
create temp table mark as select w as row from ops.rollup_watermarks as w;
select throws_like(
    $$ select analytics.roll_up_email_events() $$, 'watermark % is ahead of this server%',
    'should refuse to count nothing for ever');
select results_eq(
    $$ select w from ops.rollup_watermarks as w $$, $$ select row from mark $$,
    'should not move the watermark');

-- The mend of docs/guide/deploying.md
select pg_temp.happens(1, 'open', '2031-01-07 10:00:00+00', xid => pg_current_xact_id());
update ops.rollup_watermarks set below = pg_current_xact_id();
select pg_temp.happens(1, 'open', '2031-01-07 10:00:00+00', xid => '3');
create temp table uncounted as
select count(*) from newsletter.email_events where xid >= pg_current_xact_id();
update newsletter.email_events as e
   set xid = case when e.xid < w.below then '1' else '2' end::xid8
  from ops.rollup_watermarks as w
 where w.name = 'email_events';
update ops.rollup_watermarks set below = '2' where name = 'email_events';
select is(analytics.roll_up_email_events(), count,
    'should count what the dump had not counted, once')
  from uncounted;

select * from finish();
rollback;
