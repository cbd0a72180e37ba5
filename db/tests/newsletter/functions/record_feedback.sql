-- Test newsletter.record_feedback: what is told of a message after it was handed over.
begin;
select plan(57);

-- A message, the status of its recipient's ledger row, and of the recipient.
create function pg_temp.message(ledger text default 'sent', person text default 'active')
returns text
language sql as $function$
    with one as (
        select test.issue('sending') as issue, test.subscriber(status => person) as person
    ), dated as (
        update newsletter.newsletter_issues as i set issue_date = ops.now()::date
          from one as o where i.id = o.issue
    )
    insert into newsletter.newsletter_deliveries (
        issue_date, issue_id, subscriber_id, status, sent_at)
    select ops.now()::date, o.issue, o.person, ledger, case ledger when 'sent' then ops.now() end
      from one as o
    returning '<' || replace(issue_id::text, '-', '') || '.'
              || replace(subscriber_id::text, '-', '') || '@example.com>';
$function$;
create function pg_temp.issue(message text) returns uuid
language sql as $$ select substr(message, 2, 32)::uuid $$;
create function pg_temp.person(message text) returns uuid
language sql as $$ select substr(message, 35, 32)::uuid $$;
create function pg_temp.events(message text) returns text
language sql as $function$
    select coalesce(string_agg(e.event_type, ' ' order by e.event_type), '')
      from newsletter.email_events as e
     where e.issue_id = pg_temp.issue(message) and e.subscriber_id = pg_temp.person(message);
$function$;
create function pg_temp.status(message text) returns text
language sql as $function$
    select concat_ws(' ', s.status, s.bounce_count, s.complaint_count, p.gdpr_consent)
      from audience.subscribers as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id
     where s.id = pg_temp.person(message);
$function$;
create function pg_temp.ledger(message text) returns text
language sql as $function$
    select concat_ws(' ', d.status, d.error_code, d.error)
      from newsletter.newsletter_deliveries as d
     where d.issue_id = pg_temp.issue(message) and d.subscriber_id = pg_temp.person(message);
$function$;
select test.travel_to('2031-01-01 10:00Z');

-- Who may, and what it takes
select ok(not has_function_privilege(
              r.name, 'newsletter.record_feedback(text,text,text,text,text)', 'execute'),
          format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor')) as r (name);
select throws_ok(format('select newsletter.record_feedback(%L, %L)', 'x', k.kind), '22023', null,
                 format('should refuse the kind %s', coalesce(k.kind, 'null')))
  from (values ('opened'), (''), (null)) as k (kind);

-- Each kind, told three times
create temp table told as
select k.*, pg_temp.message() as message, null::text as first
  from (values ('hard', '5.1.1', 'bounce', 'bounced 1 0 t'),
               ('soft', '4.2.2', 'bounce', 'active 1 0 t'),
               ('bounce', '5.1.1', 'bounce', 'bounced 1 0 t'),
               ('bounce', '5.2.2', 'bounce', 'active 1 0 t'),
               ('bounce', '5.7.1', 'bounce', 'active 0 0 t'),
               ('bounce', null, 'bounce', 'active 1 0 t'),
               ('complaint', 'abuse', 'complaint', 'complained 0 1 f'),
               ('unsubscribe', null, 'unsubscribe', 'unsubscribed 0 0 f')
       ) as k (kind, code, events, status);
grant select, update on told to aquascene_worker, aquascene_app;
set local role aquascene_worker;
update told set first = newsletter.record_feedback(message, kind, code, 'no such user', 'test');
reset role;
set local role aquascene_app;
select is(newsletter.record_feedback(trim('<>' from upper(message)), kind, code), 'repeated',
          format('%s %s should be repeated', kind, code)) from told;
reset role;
select is(first, 'recorded', format('%s %s should be recorded', kind, code)) from told;
select is(pg_temp.events(message), events, format('%s %s should be an event once', kind, code))
  from told;
select is(pg_temp.status(message), status, format('%s %s should tell of the person', kind, code))
  from told;
select is(count(*), 4::bigint, 'the rest of the ledger should stay')
  from told where pg_temp.ledger(message) = 'sent' and kind <> 'bounce';
select is(c.source || ' ' || (c.evidence ->> 'diagnostic'), 'test no such user',
          'should keep who told, and why')
  from told as t
 cross join lateral audience.consent_history(pg_temp.person(t.message)) as c
 where t.kind = 'complaint' and c.purpose = 'newsletter';

-- In another order
create temp table other as select pg_temp.message() as message;
select is(newsletter.record_feedback(message, 'soft', '4.2.2'), 'recorded', 'first soft')
  from other;
select is(newsletter.record_feedback(message, 'hard', '5.1.1'), 'recorded', 'then hard: is news')
  from other;
select is(newsletter.record_feedback(message, 'soft', '4.2.2'), 'repeated', 'then soft: is none')
  from other;
select is(newsletter.record_feedback(message, 'delivered'), 'repeated',
          'then delivered, sent before: is none') from other;
select is(pg_temp.events(message) || ' ' || pg_temp.status(message), 'bounce bounced 2 0 t',
          'should be one event, and the person bounced') from other;

-- What nobody knew
create temp table lost as
select k.*, pg_temp.message('unknown') as message
  from (values ('hard', 'failed 5.1.1 gone'), ('bounce', 'failed 5.1.1 gone'),
               ('delivered', 'sent'), ('complaint', 'sent'), ('unsubscribe', 'sent')
       ) as k (kind, ledger);
update lost set kind = kind
 where newsletter.record_feedback(message, kind, '5.1.1', 'gone') = 'recorded';
select is(pg_temp.ledger(message), ledger, format('%s should settle what was unknown', kind))
  from lost;

-- Delivered: forgets the bounces before, and none of later mail
create temp table late as select pg_temp.message() as message;
insert into audience.bounces (subscriber_id, kind, occurred_at)
select pg_temp.person(message), 'soft', t.at
  from late, (values (timestamptz '2030-12-01Z'), ('2031-01-01 11:00Z')) as t (at);
update audience.subscribers as s set bounce_count = 2
  from late where s.id = pg_temp.person(message);
select newsletter.record_feedback(message, 'delivered') from late;
select is(pg_temp.status(message) || ' ' || pg_temp.events(message), 'active 1 0 t ',
          'should forget bounces before it was sent, and be no event') from late;

-- No message of ours
select is(newsletter.record_feedback(m.message, 'hard'), 'ignored', format('ignores %s', m.what))
  from (select 'null' as what, null as message
         union all
        select 'no id', '<abc@example.com>'
         union all
        select 'another issue', regexp_replace(pg_temp.message(), '^<.{32}', '<' || repeat('0', 32))
         union all
        select 'another person',
               regexp_replace(pg_temp.message(), '\..{32}', '.' || repeat('0', 32))
         union all
        select 'a megabyte', repeat('0', 1000000)
         union all
        select 'who was skipped', pg_temp.message('skipped')) as m;

-- Of who was erased the numbers stay
create temp table gone as select pg_temp.message() as message;
delete from audience.subscribers as s using gone where s.id = pg_temp.person(message);
select is(newsletter.record_feedback(message, 'hard') || ' '
          || newsletter.record_feedback(message, 'hard'), 'recorded repeated',
              'should count for the issue, once') from gone;

select * from finish();
rollback;
