-- Test audience.refresh_engagement and set_engagement_rule.
begin;
select plan(18);

select test.travel_to('2030-05-06 12:00Z');
create temp table reader as
select name, test.subscriber(name || '@example.com') as id from unnest('{a,b,c}'::text[]) as name;
grant select on reader to aquascene_worker;
insert into audience.subscriber_engagement (
    subscriber_id, sent_count, opened_count, open_count, click_count, last_open_at, level)
select id, 10, c.opened, c.opened, 1, ops.now() - c.age, c.level
  from reader
  join (values ('a', 10, interval '1 day', 'high'), ('b', 10, interval '80 days', 'high'),
               ('c', 4, interval '1 day', 'medium')) as c (name, opened, age, level) using (name);
create function pg_temp.levels() returns text language sql as $function$
    select string_agg(r.name || ' ' || e.level, ', ' order by r.name)
      from reader as r join audience.subscriber_engagement as e on e.subscriber_id = r.id;
$function$;

set local role aquascene_editor;
select throws_ok($$ select audience.refresh_engagement() $$, '42501', null, 'an editor may not');
select throws_ok($$ select audience.set_engagement_rule('low', 0) $$, '42501', null,
                 'an editor may not');
reset role;

-- Time passes
set local role aquascene_worker;
select throws_ok($$ select audience.refresh_engagement(-1) $$, '2201W', null,
                 'should refuse a negative batch');
select throws_ok($$ select audience.set_engagement_rule('low', 0) $$, '42501', null,
                 'a worker may not');
select is(audience.refresh_engagement(), 0::bigint, 'should change nothing that is right');
reset role;
select test.travel_to('2030-05-17 12:00Z');
set local role aquascene_worker;
select is(audience.refresh_engagement(), 1::bigint, 'should see that time passes');
reset role;
select is(pg_temp.levels(), 'a high, b low, c medium', 'for who opened 91 days ago');
select test.travel_to('2030-12-17 12:00Z');
set local role aquascene_worker;
select is(audience.refresh_engagement(2), 2::bigint, 'should change no more than batch_size');
select is(audience.refresh_engagement(2), 1::bigint, 'and the rest when called again');
reset role;
select is(pg_temp.levels(), 'a inactive, b inactive, c inactive', 'until nobody is active');

-- Rules change
set local role aquascene_admin;
select results_eq(
    $$ select * from audience.set_engagement_rule('high', 0.4, 0) $$,
    $$ values ('high'::text, 1::smallint, 0.4, 0, null::interval) $$,
    'should change a rule');
select throws_ok(
    format('select audience.set_engagement_rule(%L, %L, %L, %L)', c.level, c.share, c.clicks,
           c.age), c.state, null, format('should refuse %s', c.what))
  from (values ('a strange level', 'huge', 0.5, 0, null::interval, 'P0002'),
               ('no level', null, 0.5, 0, null, 'P0002'),
               ('a share above 1', 'high', 1.5, 0, null, '23514'),
               ('a share above 10', 'high', 15, 0, null, '23514'),
               ('no share', 'high', null, 0, null, '23502'),
               ('no time', 'high', 0.5, 0, '0 seconds', '23514'))
       as c (what, level, share, clicks, age, state);
reset role;
select audience.refresh_engagement();
select is(pg_temp.levels(), 'a high, b high, c high', 'should apply the rule as it is');

select * from finish();
rollback;
