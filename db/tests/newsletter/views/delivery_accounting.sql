-- Test newsletter.delivery_accounting: that no recipient of an issue is missing.
begin;
select plan(14);

select results_eq(
    $$ select test.columns('newsletter.delivery_accounting') $$,
    $$ values ('issue_id uuid'),
              ('issue_number integer'),
              ('status character varying(20)'),
              ('frozen bigint'),
              ('pending bigint'),
              ('sending bigint'),
              ('sent bigint'),
              ('failed bigint'),
              ('deferred bigint'),
              ('skipped bigint'),
              ('unknown bigint'),
              ('balanced boolean') $$,
    'should have these columns');

select throws_ok(
    $$ set local role aquascene_app; select from newsletter.delivery_accounting $$,
    '42501', null, 'the public edge may not read');

select test.travel_to('2031-01-01 10:00Z');
create temp table issue as
select test.issue('sending') as id, 'busy' as name
 union all
select test.issue('sending'), 'empty'
 union all
select test.issue('draft'), 'draft';
update newsletter.newsletter_issues as i set issue_number = 7
  from issue where issue.id = i.id and issue.name = 'busy';
insert into newsletter.newsletter_chunks (issue_id, due_at, is_retry, subscriber_ids, claimed_count)
select i.id, now(), c.is_retry,
       (select array_agg(gen_random_uuid()) from generate_series(1, c.size)), c.claimed
  from issue as i,
       (values (false, 20, 20), (false, 3, 1), (true, 5, 2)) as c (is_retry, size, claimed)
 where i.name = 'busy';
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select '2031-01-01', i.id, gen_random_uuid(), s.status
  from issue as i,
       (values ('sending', 1), ('sent', 2), ('failed', 3), ('deferred', 4), ('skipped', 5),
               ('unknown', 6)) as s (status, size),
       generate_series(1, s.size)
 where i.name = 'busy';
-- A row of another day is not the issue's.
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select '2031-01-02', id, gen_random_uuid(), 'sent' from issue;

create function pg_temp.account(name text)
returns table (frozen bigint, pending bigint, sending bigint, sent bigint, failed bigint,
               deferred bigint, skipped bigint, unknown bigint, balanced boolean)
language sql as $function$
    select a.frozen, a.pending, a.sending, a.sent, a.failed, a.deferred, a.skipped, a.unknown,
           a.balanced
      from newsletter.delivery_accounting as a
      join issue as i on i.id = a.issue_id
     where i.name = account.name;
$function$;

grant select on issue to aquascene_reader;
set local role aquascene_reader;
select results_eq(
    $$ select a.issue_number, i.name, a.status
         from newsletter.delivery_accounting as a
         join issue as i on i.id = a.issue_id
        order by i.name $$,
    $$ values (7, 'busy', 'sending'::varchar), (null, 'draft', 'draft'),
              (null, 'empty', 'sending') $$,
    'should show a reader every issue with its number and status');
select results_eq(
    $$ select * from pg_temp.account('busy') $$,
    $$ values (23::bigint, 2::bigint, 1::bigint, 2::bigint, 3::bigint, 4::bigint, 5::bigint,
               6::bigint, true) $$,
    'should account for each recipient');
select results_eq(
    format('select * from pg_temp.account(%L)', i.name),
    $$ values (0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint,
               0::bigint, true) $$,
    format('should count nobody for an issue that is %s', i.name))
  from (values ('draft'), ('empty')) as i (name);
reset role;

create function pg_temp.is_balanced_without(state text) returns boolean
language plpgsql as $function$
declare
    _balanced boolean;
begin
    delete from newsletter.newsletter_deliveries as d
     where d.subscriber_id = (select l.subscriber_id from newsletter.newsletter_deliveries as l
                               where l.status = is_balanced_without.state limit 1);
    _balanced := (pg_temp.account('busy')).balanced;
    insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
    select '2031-01-01', i.id, gen_random_uuid(), is_balanced_without.state
      from issue as i where i.name = 'busy';
    return _balanced;
end;
$function$;
select is(
    pg_temp.is_balanced_without(s.status), false, format('should miss one who was %s', s.status))
  from (values ('sending'), ('sent'), ('failed'), ('deferred'), ('skipped'),
               ('unknown')) as s (status);
update newsletter.newsletter_chunks set claimed_count = 2 where size = 3;
select is(balanced, false, 'should miss one who was claimed but is not in the ledger')
  from pg_temp.account('busy');
update newsletter.newsletter_chunks set claimed_count = 0 where size = 3;
select is(balanced, false, 'should notice one in the ledger whom nobody claimed')
  from pg_temp.account('busy');

select * from finish();
rollback;
