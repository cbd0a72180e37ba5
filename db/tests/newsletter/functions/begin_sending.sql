-- Test newsletter.begin_sending: freezes the audience, once.
begin;
select plan(41);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '3' where key = 'newsletter.chunk_size';
update ops.settings set value = '"https://news.example.com"' where key = 'site.public_url';

-- Eight may be written to; the others may not.
create temp table reader as
select test.subscriber('r' || i || '@example.com') as id from generate_series(1, 8) as i;
select test.subscriber('pending@example.com', 'pending');
select test.subscriber('gone@example.com', 'unsubscribed');
select test.subscriber('silent@example.com', 'active', false);
create temp table never as select test.subscriber('never@example.com') as id;
update audience.subscription_preferences set newsletter_frequency = 'never'
 where subscriber_id = (select id from never);
insert into audience.subscribers (email) values ('without-preferences@example.com');

create temp table issue as select test.issue('scheduled') as id;
create temp table frozen as select newsletter.begin_sending(id) as count from issue;

select is(count, 8::bigint, 'should count those who may be written to') from frozen;
select results_eq(
    $$ select size, due_at, claimed_count, is_retry from newsletter.newsletter_chunks
        where issue_id = (select id from issue) order by id $$,
    $$ values (3, '2031-01-01 10:00:00+00'::timestamptz, 0, false),
              (3, '2031-01-01 10:00:00+00'::timestamptz, 0, false),
              (2, '2031-01-01 10:00:00+00'::timestamptz, 0, false) $$,
    'should cut the audience into chunks of the configured size, due now');
select results_eq(
    $$ select s.id from newsletter.newsletter_chunks as c
        cross join lateral unnest(c.subscriber_ids) with ordinality as s (id, place)
        where c.issue_id = (select id from issue) order by c.id, s.place $$,
    $$ select id from reader order by id $$,
    'should hold each of them once, in the order of their ids');
select results_eq(
    $$ select i.status, i.recipient_count, i.issue_date
         from newsletter.newsletter_issues as i join issue using (id) $$,
    $$ values ('sending'::varchar, 8, '2031-01-01'::date) $$,
    'should be sending, with its count and day');
select results_eq(
    $$ select l.content_id, l.url from newsletter.newsletter_links as l
        where l.issue_id = (select id from issue) $$,
    $$ select c.id, 'https://news.example.com/articles/' || c.id
         from newsletter.newsletter_issues as i
        cross join lateral unnest(i.content_ids) as c (id)
        where i.id = (select id from issue) $$,
    'should know where the link of each article leads');

select throws_ok(
    format($$ select newsletter.begin_sending(%L) $$, id), '55000', null,
    'should refuse to freeze twice')
  from issue;
select throws_ok(
    $$ select newsletter.begin_sending(test.issue('approved')) $$, '55000', null,
    'should refuse an issue that is not scheduled');
select throws_ok(
    $$ select newsletter.begin_sending(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');

-- Not due yet
create temp table later as select test.issue('scheduled') as id;
update newsletter.newsletter_issues as i set scheduled_for = ops.now() + interval '1 second'
  from later where i.id = later.id;
select throws_ok(
    format($$ select newsletter.begin_sending(%L) $$, id), '55000',
    'issue is due at 2031-01-01 10:00:01+00', 'should refuse before its time')
  from later;
select is(i.status, 'scheduled', 'should leave it as it was')
  from newsletter.newsletter_issues as i join later using (id);
select test.travel_to('2031-01-01 10:00:01+00');
select is(newsletter.begin_sending(id), 8::bigint, 'should send at its time') from later;

-- Segments
create temp table segment as
select audience.create_segment('wanted') as wanted, audience.create_segment('more') as more,
       audience.create_segment('unwanted') as unwanted;
select audience.add_to_segment(wanted, array(select id from reader order by id limit 4))
  from segment;
select audience.add_to_segment(more, array(select id from reader order by id offset 3 limit 2))
  from segment;
select audience.add_to_segment(unwanted, array(select id from reader order by id limit 1))
  from segment;
create function pg_temp.frozen_for(included integer[], excluded integer[]) returns bigint
language plpgsql as $function$
declare
    _id constant uuid := test.issue('scheduled');
begin
    insert into newsletter.newsletter_issue_segments (issue_id, segment_id, is_excluded)
    select _id, s, false from unnest(included) as s
    union all
    select _id, s, true from unnest(excluded) as s;
    return newsletter.begin_sending(_id);
end;
$function$;
select is(
    pg_temp.frozen_for(array[wanted], '{}'), 4::bigint, 'should freeze the members of a segment')
  from segment;
select is(
    pg_temp.frozen_for(array[wanted, more], '{}'), 5::bigint,
    'should freeze the members of two segments, each once')
  from segment;
select is(
    pg_temp.frozen_for(array[wanted], array[unwanted]), 3::bigint,
    'should leave out the members of a segment that is excluded')
  from segment;
select is(
    pg_temp.frozen_for('{}', array[unwanted]), 7::bigint,
    'should freeze all but the excluded where no segment is included')
  from segment;
select is(
    pg_temp.frozen_for(array[audience.create_segment('empty')], '{}'), 0::bigint,
    'should freeze nobody for an empty segment');
select is(i.recipient_count, 0, 'should note that there is nobody')
  from newsletter.newsletter_issues as i
  join newsletter.newsletter_issue_segments as g on g.issue_id = i.id
  join audience.subscriber_segments as s on s.id = g.segment_id and s.name = 'empty';


-- Suppressed, and who wants other things to read
create function pg_temp.estimate(types text[] default null) returns bigint language plpgsql
as $function$
declare
    _id    constant uuid := test.issue('scheduled');
    _count bigint;
begin
    update newsletter.newsletter_issues set content_types = coalesce(estimate.types, '{}')
     where id = _id;
    _count := newsletter.estimate_recipients(_id);
    if _count <> newsletter.begin_sending(_id) then
        raise exception 'the estimate is wrong';
    end if;
    return _count;
end;
$function$;
select is(pg_temp.estimate(), 8::bigint, 'should estimate what it will be');
select audience.suppress('r1@example.com');
select is(pg_temp.estimate(), 7::bigint, 'should leave out who is suppressed');
select audience.unsuppress('r1@example.com');
select is(pg_temp.estimate(), 8::bigint, 'and take back who is not any more');
select audience.suppress(domain => 'example.com');
select is(pg_temp.estimate(), 0::bigint, 'should leave out a suppressed domain');
select audience.unsuppress(domain => 'example.com');
update audience.subscription_preferences as p set content_types = c.types
  from (select id, row_number() over (order by id) as n from reader) as r
  join (values (1, '{newsletter_article}'::text[]), (2, '{how_to_guide}'), (3, '{}'))
       as c (n, types) using (n)
 where p.subscriber_id = r.id;
select is(pg_temp.estimate(c.types), c.count, format('should freeze %s for %s', c.count, c.types))
  from (values ('{newsletter_article}'::text[], 7::bigint), ('{}', 8),
               ('{how_to_guide,newsletter_article}', 8), ('{fish}', 6)) as c (types, count);
select is(newsletter.estimate_recipients(gen_random_uuid()), null, 'should estimate no issue');

-- How often
create function pg_temp.frozen_on(day date, often text, is_ignored boolean default false)
returns bigint language plpgsql as $function$
declare
    _id constant uuid := test.issue('scheduled');
begin
    perform test.travel_to(day + time '09:00');
    update audience.subscription_preferences set newsletter_frequency = often, content_types = null
     where newsletter_frequency <> 'never';
    update newsletter.newsletter_issues
       set scheduled_for = ops.now(), is_uncapped = is_ignored
     where id = _id;
    return newsletter.begin_sending(_id);
end;
$function$;
select is(pg_temp.frozen_on(c.day, c.often, c.is_ignored), c.frozen,
          format('should freeze %s on %s for %s%s', c.frozen, c.day, c.often,
                 case when c.is_ignored then ', ignoring it' else '' end))
  from (values ('2032-03-01'::date, 'weekly', false, 8::bigint),
               ('2032-03-01', 'daily', false, 0), ('2032-03-02', 'daily', false, 8),
               ('2032-03-08', 'weekly', false, 0), ('2032-03-09', 'weekly', false, 8),
               ('2032-03-22', 'bi_weekly', false, 0), ('2032-03-23', 'bi_weekly', false, 8),
               ('2032-04-19', 'monthly', false, 0), ('2032-04-20', 'monthly', false, 8),
               ('2032-04-20', 'weekly', true, 8)) as c (day, often, is_ignored, frozen);

-- When
select test.travel_to('2033-03-25 10:00Z');        -- a Friday; Berlin's clocks change on Sunday
update audience.subscription_preferences set newsletter_frequency = 'daily';
update audience.subscribers as s set timezone = c.zone
  from (select id, row_number() over (order by id) as n from reader) as r
  join (values (1, 'Europe/Berlin'), (2, 'Europe/Berlin'), (3, 'Asia/Tokyo')) as c (n, zone)
       using (n)
 where s.id = r.id;
update audience.subscription_preferences as p
   set preferred_send_days = c.days, preferred_send_time = c.at
  from (select id, row_number() over (order by id) as n from reader) as r
  join (values (1, '{7}'::integer[], '09:00'::time), (2, '{7}', '09:00'), (3, '{6}', '09:00'),
               (4, '{1}', '09:00'), (5, '{}', '09:00')) as c (n, days, at) using (n)
 where p.subscriber_id = r.id;
create temp table timely as select test.issue('scheduled') as id;
update newsletter.newsletter_issues set send_mode = 'preferred_time', send_window = '2 days'
 where id = (select id from timely);
select newsletter.begin_sending(id) from timely;
select results_eq(
    $$ select due_at, sum(size) from newsletter.newsletter_chunks
        where issue_id = (select id from timely) group by due_at order by due_at $$,
    $$ values ('2033-03-26 00:00Z'::timestamptz, 1::bigint), ('2033-03-26 09:00Z', 4),
              ('2033-03-27 07:00Z', 2), ('2033-03-27 10:00Z', 2) $$,
    'should send at the time each likes, and at the end of the window to the others');
create temp table slow as select test.issue('scheduled') as id;
update newsletter.newsletter_issues set send_mode = 'spread', send_window = '3 hours'
 where id = (select id from slow);
select newsletter.begin_sending(id) from slow;
select results_eq(
    $$ select due_at, size from newsletter.newsletter_chunks
        where issue_id = (select id from slow) order by due_at $$,
    $$ values ('2033-03-25 10:00Z'::timestamptz, 3), ('2033-03-25 11:00Z', 3),
              ('2033-03-25 12:00Z', 3) $$,
    'should spread chunks over the window');

-- Paused, and going on after a failure
create temp table paused as select test.issue('scheduled') as id;
update newsletter.newsletter_issues set paused_at = ops.now(), pause_reason = 'wait'
 where id = (select id from paused);
select throws_ok(
    format('select newsletter.begin_sending(%L)', id), '55000', 'issue is paused: wait',
    'should not begin what is paused') from paused;
update newsletter.newsletter_issues set status = 'failed' where id = (select id from slow);
update newsletter.newsletter_issues set status = 'scheduled' where id = (select id from slow);
select is(newsletter.begin_sending(id), 9::bigint, 'should go on with the same audience') from slow;
select is(count(*), 3::bigint, 'should freeze it once') from newsletter.newsletter_chunks
 where issue_id = (select id from slow);

select * from finish();
rollback;
