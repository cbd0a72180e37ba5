-- Test audience.consent_events: columns, keys, checks, privileges.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('audience.consent_events') $$,
    $$ values ('id bigint not null identity'),
              ('subscriber_id uuid not null'),
              ('purpose text not null'),
              ('is_granted boolean not null'),
              ('source text not null'),
              ('ip_address inet'),
              ('text_version text'),
              ('evidence jsonb not null default ''{}''::jsonb'),
              ('occurred_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.consent_events') $$,
    $$ values ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.consent_events') $$,
    $$ values ('consent_events_subscriber_id_idx btree (subscriber_id, occurred_at)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.consent_events $$, 'a reader may read');
reset role;
set local role aquascene_admin;
select throws_ok(
    format(s.statement), '42501', null, format('an admin may not: %s', s.statement))
  from (values ('update audience.consent_events set is_granted = true'),
               ('delete from audience.consent_events'),
               ('truncate audience.consent_events')) as s (statement);
reset role;

insert into audience.consent_events (subscriber_id, purpose, is_granted, source)
select test.subscriber(), p.purpose, true, 'form'
  from unnest('{newsletter,marketing,analytics,third_party}'::text[]) as p (purpose);
select is(count(*), 4::bigint, 'should take every purpose') from audience.consent_events;
select throws_like(
    format('update audience.consent_events set %s', c.change),
    format('%%"consent_events_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('purpose_is_known', $$purpose = 'sale'$$),
               ('evidence_is_an_object', $$evidence = '[]'$$)) as c (name, change);
select throws_ok(
    $$ update audience.consent_events set id = 1 $$, '428C9', null,
    'should give its own identity always');
delete from audience.subscribers;
select is_empty($$ select from audience.consent_events $$, 'should go with the person');

select * from finish();
rollback;
