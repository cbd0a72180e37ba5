-- Test newsletter.email_events: columns, indexes, checks, partitions.
begin;
select plan(11);

select results_eq(
    $$ select test.columns('newsletter.email_events') $$,
    $$ values ('subscriber_id uuid not null'),
              ('issue_id uuid not null'),
              ('event_type text not null'),
              ('link_id bigint'),
              ('client text'),
              ('is_machine boolean not null default false'),
              ('xid xid8 not null default pg_current_xact_id()'),
              ('occurred_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select is_empty(
    $$ select test.keys('newsletter.email_events') $$,
    'should have no key');
select results_eq(
    $$ select test.indexes('newsletter.email_events') $$,
    $$ values ('email_events_feedback_idx btree (subscriber_id, issue_id) '
              || 'WHERE (event_type = ANY (ARRAY[''bounce''::text, ''complaint''::text]))'),
              ('email_events_xid_idx btree (xid)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('newsletter.email_events'::regclass), 'RANGE (occurred_at)',
    'should be partitioned by the instant of the event');

set local role aquascene_reader;
select lives_ok(
    $$ select event_type from newsletter.email_events $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.email_events set event_type = 'open' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.email_events $$,
    '42501', null, 'the public edge may not read');

select is_empty(
    $$ select c.conname from pg_constraint as c
        where c.conrelid = 'newsletter.email_events'::regclass $$,
    'should have no check, which each event would pay for');
select is_empty(
    $$ select from newsletter.email_events_default $$, 'should have a partition for this month');

select * from finish();
rollback;
