-- Test audience.refresh_segment: members follow the criteria.
begin;
select plan(27);

set local role aquascene_app;
select throws_ok($$ select audience.refresh_segment(1) $$, '42501', null, 'the edge may not');
reset role;

select test.travel_to('2031-06-01Z');
create temp table made as
select audience.create_segment('manual') as manual,
       audience.create_segment('germans', null, 'demographic',
                               '{"location": {"country": "DE"}}') as germans,
       audience.create_segment('old', null, 'automatic',
                               '{"subscription_age_days": ">= 30"}') as old;
alter table made add loud integer, add pair integer;
update made
   set loud = audience.create_segment('loud', null, 'behavioral',
           '{"activity": {"total_clicks": "< 5", "last_open_days": "< 7"}}'),
       pair = audience.create_segment('both', null, 'automatic',
           '{"in_segment": {"all_of": ["germans", "manual"]}}');
grant select on made to public;
create function pg_temp.members(segment integer) returns text language sql as $$
    select coalesce(string_agg(split_part(s.email, '@', 1), ' ' order by s.email), '')
      from audience.subscriber_segment_memberships as m
      join audience.subscribers as s on s.id = m.subscriber_id
     where m.segment_id = segment;
$$;
insert into audience.subscribers (email, country, subscription_date)
values ('ada@example.com', 'DE', '2031-05-02 12:00Z'), ('eda@example.com', 'FR', '2031-05-03Z'),
       ('ida@example.com', 'DE', '2031-05-20Z');

set local role aquascene_worker;
select results_eq(
    $$ select r.* from made, audience.refresh_segment(germans) as r $$,
    $$ values (2::bigint, 0::bigint, null::bigint) $$, 'should evaluate everybody the first time');
reset role;
select is(pg_temp.members(germans), 'ada ida', 'should take in who fits') from made;
select is(subscriber_count, 2, 'should count them')
  from audience.subscriber_segments where name = 'germans';

-- This transaction is always at or above the horizon: what it did is looked at each time.
select results_eq(
    $$ select r.entered_count, r.left_count, r.evaluated_count
         from made, audience.refresh_segment(germans) as r $$,
    $$ values (0::bigint, 0::bigint, 3::bigint) $$, 'should evaluate who may have changed');
delete from audience.subscriber_changes;
select results_eq(
    $$ select r.* from made, audience.refresh_segment(germans) as r $$,
    $$ values (0::bigint, 0::bigint, 0::bigint) $$, 'should evaluate nobody where nobody changed');
update audience.subscribers set country = 'DE' where email like 'eda%';
update audience.subscribers set country = 'FR' where email like 'ada%';
select results_eq(
    $$ select r.* from made, audience.refresh_segment(germans) as r $$,
    $$ values (1::bigint, 1::bigint, 2::bigint) $$, 'should evaluate who changed, and only them');
select is(pg_temp.members(germans), 'eda ida', 'should write the difference') from made;
delete from audience.subscriber_changes;
insert into audience.subscription_preferences (subscriber_id)
select id from audience.subscribers;
select is(r.evaluated_count, 0::bigint, 'should pass over changes of what is not asked for')
  from made, audience.refresh_segment(germans) as r;

-- Ages
select results_eq(
    $$ select r.entered_count from made, audience.refresh_segment(old) as r $$,
    $$ values (0::bigint) $$, 'should leave out who is young');
delete from audience.subscriber_changes;
select test.travel_to('2031-06-02Z');
select results_eq(
    $$ select r.* from made, audience.refresh_segment(old) as r $$,
    $$ values (2::bigint, 0::bigint, 2::bigint) $$,
    'should take in who came of age, at the bound, too');
select test.travel_to('2031-06-01 13:00Z');
select results_eq(
    $$ select r.* from made, audience.refresh_segment(old) as r $$,
    $$ values (0::bigint, 1::bigint, 1::bigint) $$, 'should follow a clock that goes back');
select is(pg_temp.members(old), 'ada', 'should leave who was of age then') from made;

-- Engagement, and its missing rows
select results_eq(
    $$ select r.entered_count from made, audience.refresh_segment(loud) as r $$,
    $$ values (0::bigint) $$, 'should leave out who never opened');
insert into audience.subscriber_engagement (subscriber_id, last_open_at)
select id, '2031-05-30Z' from audience.subscribers;
select is(r.entered_count, 3::bigint, 'should follow engagement')
  from made, audience.refresh_segment(loud) as r;
delete from audience.subscriber_changes;
select test.travel_to('2031-06-10Z');
select is(r.left_count, 3::bigint, 'should let go whose last open came of age')
  from made, audience.refresh_segment(loud) as r;

-- Other segments
select audience.refresh_segment(pair) from made;
select audience.add_to_segment(manual, array(select id from audience.subscribers)) from made;
select is(r.entered_count, 2::bigint, 'should follow other segments')
  from made, audience.refresh_segment(pair) as r;

-- Everybody again
delete from audience.subscriber_changes;
select is(r.evaluated_count, null, 'should evaluate everybody when told to')
  from made, audience.refresh_segment(germans, true) as r;
select audience.update_segment(germans, filter_criteria => '{"location": {"country": "FR"}}')
  from made;
select results_eq(
    $$ select r.* from made, audience.refresh_segment(germans) as r $$,
    $$ values (1::bigint, 2::bigint, null::bigint) $$,
    'should evaluate everybody after the criteria changed');
insert into ops.rollup_watermarks (name, below)
values ('audience.subscriber_changes', '9000000000000000000');
select is(r.evaluated_count, null, 'should evaluate everybody when the log was pruned')
  from made, audience.refresh_segment(germans) as r;

select throws_ok(
    format($$ select audience.refresh_segment(%s) $$, manual), '55000',
    'segment ''manual'' is manual', 'should refuse a manual segment')
  from made;
select throws_ok(
    format($$ select audience.refresh_segment(%s) $$, s.id), 'P0002', format('no segment %s', s.id),
    format('should refuse segment %s', s.id))
  from (values ('-1'), ('null')) as s (id);
delete from audience.subscriber_segments where name = 'manual';
select throws_ok(
    format($$ select audience.refresh_segment(%s) $$, pair), '22023', 'criteria have a fault',
    'should refuse criteria that ask for what is gone')
  from made;

-- On a filled table the few are found by keys, with random pages as dear as they are by default
delete from ops.rollup_watermarks where name = 'audience.subscriber_changes';
insert into audience.subscribers (email, country)
select n || '@example.org', 'IT' from generate_series(1, 20000) as n;
insert into audience.subscriber_engagement (subscriber_id, last_open_at)
select id, '2031-01-01Z' from audience.subscribers where email like '%@example.org';
analyze audience.subscribers, audience.subscriber_engagement;
select audience.create_segment('many', null, 'automatic',
    '{"location": {"country": "IT"}, "activity": {"last_open_days": "> 3", "total_clicks": "< 9"}}'
    ) as many \gset
select is(r.entered_count, 20000::bigint, 'should fill a big segment')
  from audience.refresh_segment(:many) as r;
analyze audience.subscriber_segment_memberships;
delete from audience.subscriber_changes;
create temp table scans as
select t.relname, t.seq_scan from pg_stat_xact_user_tables as t where t.schemaname = 'audience';
set local random_page_cost = 4;
update audience.subscribers set country = 'DE' where email ~ '^[1-9]00@';
truncate scans;
insert into scans
select t.relname, t.seq_scan from pg_stat_xact_user_tables as t where t.schemaname = 'audience';
select results_eq(
    format($$ select r.* from audience.refresh_segment(%s) as r $$, :many),
    $$ values (0::bigint, 9::bigint, 9::bigint) $$, 'should let nine go');
select is_empty(
    $$ select t.relname
         from pg_stat_xact_user_tables as t
         join scans as b on b.relname = t.relname
        where t.schemaname = 'audience' and t.seq_scan > b.seq_scan
          and t.relname in ('subscribers', 'subscriber_engagement', 'subscription_preferences',
                            'subscriber_segment_memberships') $$,
    'should scan no table for nine');

select * from finish();
rollback;
