-- Test content._stamp_status: the times that a status brings with it.
begin;
select plan(9);

select test.travel_to('2031-05-06 23:30Z');

create temp table draft as select test.content('approved') as id, test.content('approved') as other;
create function pg_temp.become(content_id uuid, status text) returns content.generated_content
language sql as $function$
    update content.generated_content as c
       set status = become.status
     where c.id = become.content_id
    returning c.*;
$function$;

select is(
    (pg_temp.become(id, 'scheduled')).scheduled_for, '2031-05-06 23:30Z'::timestamptz,
    'what is scheduled without a time should be due at once')
  from draft;
select is(
    (pg_temp.become(other, 'published')).published_at, '2031-05-06 23:30Z'::timestamptz,
    'what is published should be so from now on')
  from draft;
select test.travel_to('2031-05-07 12:00Z');
select is(
    (pg_temp.become(other, 'archived')).published_at, '2031-05-06 23:30Z'::timestamptz,
    'what is archived should keep when it was published')
  from draft;

create temp table made as
select s.status, test.content(s.status) as id
  from unnest(array['scheduled', 'published', 'archived', 'draft']) as s (status);
select results_eq(
    $$ select m.status, c.scheduled_for, c.published_at
         from made as m join content.generated_content as c using (id)
        order by m.status $$,
    $$ values ('archived', null, '2031-05-07 12:00Z'::timestamptz),
              ('draft', null, null),
              ('published', null, '2031-05-07 12:00Z'),
              ('scheduled', '2031-05-07 12:00Z'::timestamptz, null) $$,
    'an import should be stamped too, and only with the time of its status');

insert into content.generated_content (content_type, title, content, status, scheduled_for,
                                       published_at)
values ('guide', 'planned', 'x', 'scheduled', '2040-01-01Z', null),
       ('guide', 'published', 'x', 'published', '2020-01-01Z', '2020-01-02Z'),
       ('guide', 'archived', 'x', 'archived', null, '2020-01-03Z');
select is(scheduled_for, '2040-01-01Z'::timestamptz, 'a planned time should stay')
  from content.generated_content where title = 'planned';
select is(
    published_at, c.at::timestamptz, format('what was %s on a given day should keep it', c.what))
  from (values ('published', '2020-01-02Z'), ('archived', '2020-01-03Z')) as c (what, at)
  join content.generated_content on title = c.what;

select is(
    (pg_temp.become(id, 'published')).published_at, '2031-05-07 12:00Z'::timestamptz,
    'what was scheduled should be published when it is, not when it was due')
  from draft;
select is(
    (pg_temp.become(test.content('draft'), 'review')).published_at, null,
    'what waits for review should not be stamped');

select * from finish();
rollback;
