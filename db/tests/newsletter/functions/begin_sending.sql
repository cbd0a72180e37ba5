-- Test newsletter.begin_sending: freezes the audience, once.
begin;
select plan(17);

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
    $$ select chunk, size, due_at, claimed_count from newsletter.newsletter_chunks
        where issue_id = (select id from issue) order by chunk $$,
    $$ values (1, 3, '2031-01-01 10:00:00+00'::timestamptz, 0),
              (2, 3, '2031-01-01 10:00:00+00'::timestamptz, 0),
              (3, 2, '2031-01-01 10:00:00+00'::timestamptz, 0) $$,
    'should cut the audience into chunks of the configured size, due now');
select results_eq(
    $$ select s.id from newsletter.newsletter_chunks as c
        cross join lateral unnest(c.subscriber_ids) with ordinality as s (id, place)
        where c.issue_id = (select id from issue) order by c.chunk, s.place $$,
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

select * from finish();
rollback;
