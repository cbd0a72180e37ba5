-- Test analytics.subscriber_journey: how far each subscriber has come.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('analytics.subscriber_journey') $$,
    $$ values ('id uuid'), ('email character varying(255)'),
              ('subscription_date timestamp with time zone'),
              ('confirmed_at timestamp with time zone'), ('status character varying(20)'),
              ('newsletter_frequency character varying(20)'), ('newsletters_opened bigint'),
              ('content_interactions integer') $$,
    'should have the columns of the seed');

select test.travel_to('2031-01-05 10:00:00+00');
create temp table reader as
select test.subscriber('keen@example.com') as keen, test.subscriber('idle@example.com') as idle,
       test.subscriber('gone@example.com', 'unsubscribed') as gone;
insert into audience.subscribers (email) values ('bare@example.com');
update audience.subscribers
   set subscription_date = '2030-01-01Z', confirmed_at = '2030-01-02Z'
 where email = 'keen@example.com';
update audience.subscription_preferences set newsletter_frequency = 'monthly'
 where subscriber_id = (select keen from reader);

-- Three issues; keen opens two of them, one of these twice, and clicks three times.
create temp table issue as select test.issue('sending') as id, i from generate_series(1, 3) as i;
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select '2031-01-05', issue.id, s.id, 'sent'
  from issue, reader, lateral (values (keen), (idle), (gone)) as s (id);
insert into newsletter.newsletter_links (issue_id, url) select id,
    'https://example.com/' from issue;
insert into newsletter.email_events (subscriber_id, issue_id, event_type, link_id, xid)
select reader.keen, issue.id, e.type, case e.type when 'click' then l.id end, '50'
  from reader, issue
  join newsletter.newsletter_links as l on l.issue_id = issue.id
  join (values (1, 'open'), (1, 'open'), (2, 'open'), (1, 'click'), (2, 'click'), (2, 'click'))
       as e (i, type) using (i);
select analytics.roll_up_email_events();

set local role aquascene_app;
select throws_ok(
    $$ select from analytics.subscriber_journey $$, '42501', null,
    'the public edge may not read');
reset role;

set local role aquascene_reader;
select results_eq(
    $$ select email, status, newsletter_frequency, newsletters_opened, content_interactions
         from analytics.subscriber_journey order by email collate "C" $$,
    $$ values ('bare@example.com'::varchar, 'active'::varchar, null::varchar, 0::bigint, 0),
              ('idle@example.com', 'active', 'weekly', 0, 0),
              ('keen@example.com', 'active', 'monthly', 2, 3) $$,
    'should count issues opened, each once, and clicks, of active subscribers');
select results_eq(
    $$ select j.subscription_date, j.confirmed_at from analytics.subscriber_journey as j
        where j.email = 'keen@example.com' $$,
    $$ values ('2030-01-01Z'::timestamptz, '2030-01-02Z'::timestamptz) $$,
    'should show when they came');
reset role;
select is(j.id, r.keen, 'should name the subscriber')
  from analytics.subscriber_journey as j, reader as r where j.email = 'keen@example.com';

select * from finish();
rollback;
