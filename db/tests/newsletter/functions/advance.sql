-- Test newsletter.advance: takes issues a step on.
begin;
select plan(16);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table reader as
select test.subscriber('r' || i || '@example.com') as id from generate_series(1, 3) as i;
create temp table issue as
select n as name, test.issue('scheduled') as id
  from unnest('{due,later,paused,broken}'::text[]) as n;
update newsletter.newsletter_issues
   set scheduled_for = case when id = (select id from issue where name = 'later')
                            then '2031-01-01 11:00:00+00' else '2031-01-01 10:00:00+00'
                                end::timestamptz,
       paused_at = case when id = (select id from issue where name = 'paused') then now() end,
       pause_reason = case when id = (select id from issue where name = 'paused') then 'x' end;
select throws_ok(
    format($$ set local role %I; select newsletter.advance() $$, r.name), '42501', null,
    format('%s may not', r.name))
  from (values ('aquascene_app'), ('aquascene_reader')) as r (name);

-- One whose links cannot be written must not hold up the others.
create function pg_temp.refuse() returns trigger language plpgsql as $function$
begin
    raise check_violation using message = 'a column is too small';
end;
$function$;
create trigger refuse before insert on newsletter.newsletter_chunks
    for each row execute function pg_temp.refuse();
alter table newsletter.newsletter_chunks disable trigger refuse;
create function pg_temp.steps() returns table (name text, step text, recipients bigint)
language sql as $function$
    select i.name, a.step, a.recipients
      from newsletter.advance() as a
      join issue as i on i.id = a.issue_id
     order by i.name;
$function$;
update newsletter.newsletter_issues set scheduled_for = '2031-01-01 12:00:00+00'
 where id = (select id from issue where name = 'broken');
select results_eq($$ select * from pg_temp.steps() $$, $$ values ('due', 'begun', 3::bigint) $$,
                  'should begin the one that is due');
select is_empty($$ select * from pg_temp.steps() $$, 'should begin it once');
create temp table batch as select * from newsletter.claim_batch('w');
select is_empty($$ select * from pg_temp.steps() $$, 'should not end what is being sent');
select count(*) from newsletter.acknowledge(
    (select min(batch_id) from batch), array(select subscriber_id from batch));
select results_eq($$ select * from pg_temp.steps() $$, $$ values ('due', 'sent', 3::bigint) $$,
                  'should end the one of which nothing is left');
select test.travel_to('2031-01-01 11:00:00+00');
select results_eq($$ select * from pg_temp.steps() $$, $$ values ('later', 'begun', 3::bigint) $$,
                  'should begin the next when it is due');
select count(*) from newsletter.claim_batch('dead', 10, '1 minute');

select test.travel_to('2031-01-01 12:00:00+00');
alter table newsletter.newsletter_chunks enable trigger refuse;
select results_eq(
    $$ select * from pg_temp.steps() $$, $$ values ('broken', 'paused', null::bigint) $$,
    'should pause one whose step fails');
select results_eq(
    $$ select i.status, i.paused_at, i.pause_reason, i.recipient_count
         from newsletter.newsletter_issues as i
         join issue on issue.id = i.id and issue.name = 'broken' $$,
    $$ values ('scheduled'::varchar, '2031-01-01 12:00:00+00'::timestamptz,
               'a column is too small', 0) $$,
                   'with the error as the reason, and nothing half done');
select is(count(*), 3::bigint, 'should give up on a dead worker')
  from newsletter.newsletter_deliveries as d
  join issue on issue.id = d.issue_id and issue.name = 'later' where d.status = 'unknown';
select is(count(*), 1::bigint, 'should be an event') from audit.system_events
 where event_name = 'issue_paused' and severity = 'error';
select is_empty($$ select * from pg_temp.steps() $$, 'should leave it alone after that');

-- Articles come first
select test.travel_to('2031-01-01 13:00:00+00');
delete from newsletter.newsletter_issues as i using issue where issue.id = i.id;
alter table newsletter.newsletter_chunks disable trigger refuse;
create temp table article as select test.content('scheduled') as id;
update content.generated_content as c set scheduled_for = '2031-01-01 13:00:00+00'
  from article as a where a.id = c.id;
create temp table waiting as select test.issue('scheduled', array[id]) as id from article;
update newsletter.newsletter_issues as i set scheduled_for = '2031-01-01 13:00:00+00'
  from waiting as w where w.id = i.id;
select is_empty($$ select from newsletter.advance() $$,
                'should wait for an article that is not published yet');
select throws_ok(
    $$ select newsletter.begin_sending(w.id) from waiting as w $$, '55000',
    (select 'articles are not published: ' || id from article), 'which begin_sending refuses');
update content.generated_content as c set status = 'cancelled'
  from article as a where a.id = c.id;
select results_eq(
    $$ select step from newsletter.advance() $$, $$ values ('paused') $$,
    'should pause an issue whose article is withdrawn');
select is(i.pause_reason, 'articles are not published: ' || a.id, 'should say which')
  from newsletter.newsletter_issues as i, article as a
 where i.id = (select id from waiting);

select * from finish();
rollback;
