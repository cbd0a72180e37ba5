-- Test audience.export_subscriber.
begin;
select plan(11);
select test.act_as('editor');

select test.travel_to('2030-05-06 12:00Z');
insert into audience.subscribers (id, email, first_name)
values ('11111111-1111-4111-8111-111111111111', 'ada@example.com', 'Ada'),
       ('22222222-2222-4222-8222-222222222222', 'bo@example.com', 'Bo');
insert into audience.subscription_preferences (subscriber_id) select id from audience.subscribers;
select audience._record_consents(id, '{"newsletter": true}', 'form') from audience.subscribers;
create temp table issue as select test.issue('sent') as id;
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/moss' from issue;
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status, sent_at)
select '2030-05-01', i.id, s.id, 'sent', ops.now() from issue as i, audience.subscribers as s;
insert into newsletter.email_events (subscriber_id, issue_id, event_type, link_id)
select s.id, i.id, 'click', l.id
  from issue as i, audience.subscribers as s, newsletter.newsletter_links as l;
insert into audit.system_events (event_type, event_name, event_data)
values ('test', 'hers', '{"to": "ada@example.com"}'), ('test', 'his', '{"to": "bo@example.com"}');
select audience.suppress('ada@example.com');

set local role aquascene_worker;
select throws_ok($$ select audience.export_subscriber('11111111-1111-4111-8111-111111111111') $$,
                 '42501', null, 'a worker may not');
reset role;
set local role aquascene_editor;
select throws_ok($$ select audience.export_subscriber(gen_random_uuid()) $$, 'P0002', null,
                 'should refuse nobody');
create temp table export as
select audience.export_subscriber('11111111-1111-4111-8111-111111111111') as e;
reset role;

select is(e ->> 'subscriber_id', '11111111-1111-4111-8111-111111111111', 'should say of whom')
  from export;
select is((e ->> 'exported_at')::timestamptz, '2030-05-06 12:00Z', 'and when') from export;
select is(e #>> '{suppressed,reason}', 'manual', 'and whether the address gets no mail')
  from export;
select is(array(select jsonb_object_keys(e -> 'data') order by 1),
          array(select table_name from audience.personal_data order by 1),
          'should hold each table that may hold people') from export;
select is(array(select jsonb_object_keys(e -> 'purposes') order by 1),
          array(select jsonb_object_keys(e -> 'data') order by 1),
          'and what it is for') from export;
select is(e #>> '{data,newsletter.newsletter_deliveries,0,subject_line}', 'News of the week',
          'should tell the subject of a mail') from export;
select is(e #>> '{data,newsletter.email_events,0,url}', 'https://example.com/moss',
          'should tell where a click led') from export;
select is(jsonb_array_length(e #> '{data,audience.consent_events}'), 1, 'should hold consents')
  from export;
select ok(e::text !~ 'bo@example.com|his|22222222', 'should hold nothing of others') from export;

select * from finish();
rollback;
