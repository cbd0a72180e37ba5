-- Test audience.erase_subscriber: what goes, what stays, and how people are found in text.
begin;
select plan(37);

select test.travel_to('2030-05-06 12:00Z');
insert into audience.subscribers (id, email, first_name, last_name, phone, tags)
values ('11111111-1111-4111-8111-111111111111', 'ada.l+news@example.com', 'Ada', 'O"Lovelace (Dr.)',
        '+49 30 1234567', '{vip}'),
       ('22222222-2222-4222-8222-222222222222', 'bo@example.com', 'Bo', 'Ada', '0301234567', null);
insert into audience.subscription_preferences (subscriber_id) select id from audience.subscribers;
insert into audience.consent_events (subscriber_id, purpose, is_granted, source, evidence)
select id, 'newsletter', true, 'form', '{"by": "Ada"}' from audience.subscribers;
insert into audience.subscription_requests (subscriber_id, kind, email, expires_at)
values ('11111111-1111-4111-8111-111111111111', 'change_email', 'ada.old@example.com', 'infinity'),
       ('22222222-2222-4222-8222-222222222222', 'change_email', 'ada.l+news@example.com',
        'infinity');
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status,
                                              error_code, error)
select '2030-05-01', '33333333-3333-4333-8333-333333333333', id, 'failed', '5.1.1',
       'no mailbox ' || email
  from audience.subscribers;
insert into newsletter.email_events (subscriber_id, issue_id, event_type)
select id, '33333333-3333-4333-8333-333333333333', 'open' from audience.subscribers;

-- Privileges and arguments
set local role aquascene_editor;
select throws_ok(
    $$ select audience.erase_subscriber('11111111-1111-4111-8111-111111111111', 'asked') $$,
    '42501', null, 'an editor may not');
reset role;
set local role aquascene_admin;
select throws_ok(
    format('select audience.erase_subscriber(%L, %L)', c.id, c.reason), c.state, null,
    format('should refuse %s', c.what))
  from (values ('no reason', '11111111-1111-4111-8111-111111111111'::uuid, null, '22023'),
               ('a blank reason', '11111111-1111-4111-8111-111111111111', ' ', '22023'),
               ('nobody', null, 'asked', 'P0002'),
               ('who never was', '99999999-9999-4999-8999-999999999999', 'asked', 'P0002'))
       as c (what, id, reason, state);
reset role;

-- Where people are only mentioned: what is written, and what is left of it
create temp table mention (place serial, written jsonb, is_left jsonb);
insert into mention (written, is_left)
values ('"Mail to ada.l+news@example.com bounced"', '"Mail to (erased) bounced"'),
       ('"<ADA.L+NEWS@EXAMPLE.COM>"', '"<(erased)>"'),
       ('"/u?e=ada.l+news%40example.com"', '"/u?e=(erased)"'),
       ('"ada.old@example.com"', '"(erased)"'),
       ('"nada.l+news@example.com"', '"nada.l+news@example.com"'),
       ('"x.ada.l+news@example.com"', '"x.ada.l+news@example.com"'),
       ('"ada.l+news@example.com.org"', '"ada.l+news@example.com.org"'),
       ('"adaxl+news@example.com"', '"adaxl+news@example.com"'),
       ('"ada.l+news@example.com."', '"(erased)."'),
       ('"0049 (30) 123-45-67"', '"(erased)"'),
       ('4930123456', '4930123456'),
       ('49301234567', '"(erased)"'),
       ('"149301234567"', '"149301234567"'),
       ('"Ada O\"Lovelace (Dr.) called"', '"(erased) called"'),
       ('"O\"Lovelace (Dr.), Ada"', '"(erased)"'),
       ('"Ada called"', '"Ada called"'),
       ('["11111111-1111-4111-8111-111111111111", "Ada", "Adam", {"ADA": null}, true]',
        '["11111111-1111-4111-8111-111111111111", "(erased)", "Adam", {"(erased)": null}, true]'),
       ('{"ada.l+news@example.com": {"by": "O\"Lovelace (Dr.)"}, "a": []}',
        '{"(erased)": {"by": "(erased)"}, "a": []}'),
       ('{"bo@example.com": "Bo Ada"}', '{"bo@example.com": "Bo Ada"}');
insert into audit.system_events (event_type, event_name, event_data)
select 'test', place::text, jsonb_build_object('x', written) from mention;
insert into audit.audit_log (table_name, record_id, action, old_data, new_data)
values ('a.b', '1', 'update', '{"email": "ada.l+news@example.com"}', '{"email": null}');
insert into ops.outbox (topic, payload)
values ('test.happened', '{"to": "ada.l+news@example.com"}');
select audience.create_segment('Hers', 'Letters to ada.l+news@example.com');
select audience.add_to_segment(
    (select id from audience.subscriber_segments), array(select id from audience.subscribers));

create temp table certificate as
select * from audience.erase_subscriber('11111111-1111-4111-8111-111111111111',
                                        'Ada asked for it by mail');
select is(e.event_data -> 'x', m.is_left, format('%s becomes %s', m.written, m.is_left))
  from mention as m join audit.system_events as e on e.event_name = m.place::text
 order by m.place;
select is(old_data, '{"email": "(erased)"}', 'should search the audit log')
  from audit.audit_log where table_name = 'a.b';
select is_empty(
    $$ select * from audit.audit_log
        where concat(old_data, new_data) ~* 'ada\.l|lovelace' $$,
    'also what the erasing wrote there');
select is(description, 'Letters to (erased)', 'should search segments')
  from audience.subscriber_segments;
select is(payload, '{"to": "(erased)"}', 'should search the outbox')
  from ops.outbox
 where topic <> 'subscriber.erased';

-- What goes, and what stays
select results_eq(
    $$ select 'subscriber', id from audience.subscribers
       union all select 'preferences', subscriber_id from audience.subscription_preferences
       union all select 'consent', subscriber_id from audience.consent_events
       union all select 'membership', subscriber_id
                   from audience.subscriber_segment_memberships $$,
    $$ select w.what, '22222222-2222-4222-8222-222222222222'::uuid
         from (values ('subscriber'), ('preferences'), ('consent'), ('membership')) as w (what) $$,
    'should delete the person, and nobody else');
select is_empty($$ select * from audience.subscription_requests $$,
                'should delete requests, also of others for the address');
select results_eq(
    $$ select status, error_code, error from newsletter.newsletter_deliveries order by error $$,
    $$ values ('failed', '5.1.1', 'no mailbox bo@example.com'), ('failed', '5.1.1', null) $$,
    'should keep the ledger without the words of mail servers');
select is(count(*), 2::bigint, 'should keep events') from newsletter.email_events;

-- The certificate
select is(reason, '(erased) asked for it by mail', 'should name nobody') from certificate;
select ok(row_counts @> '{"audience.subscribers": 1, "audit.audit_log": 3,
                          "newsletter.newsletter_deliveries": 1, "ops.outbox": 1}',
          format('should count rows: %s', row_counts)) from certificate;
select is((select e.id from audience.erase_subscriber(c.subscriber_id, 'again') as e), c.id,
          'should be the same when called again') from certificate as c;

-- Nothing brings the person back
select is(reason, 'erasure', 'should suppress the address') from audience.suppressions;
select is(audience._is_suppressed('ada.l+news@example.com'), true, 'under a hash');

select * from finish();
rollback;
