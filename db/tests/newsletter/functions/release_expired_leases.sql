-- Test newsletter.release_expired_leases: what a dead worker held is unknown.
begin;
select plan(4);

select test.travel_to('2031-01-01 10:00:00+00');
insert into newsletter.newsletter_deliveries (
    issue_date, issue_id, subscriber_id, status, claimed_by, lease_expires_at)
select '2031-01-01', i.id, gen_random_uuid(), d.status, d.worker, d.expires_at
  from (select gen_random_uuid() as id) as i,
       (values ('sending', 'dead', '2031-01-01 10:00:00+00'::timestamptz),
               ('sending', 'alive', '2031-01-01 10:00:01+00'),
               ('deferred', 'later', '2031-01-01 09:00:00+00'),
               ('sent', 'done', '2031-01-01 09:00:00+00')) as d (status, worker, expires_at);

set local role aquascene_worker;
select is(
    newsletter.release_expired_leases(), 1::bigint, 'should count what was sending too long');
reset role;
select results_eq(
    $$ select claimed_by, status from newsletter.newsletter_deliveries order by claimed_by $$,
    $$ values ('alive', 'sending'), ('dead', 'unknown'), ('done', 'sent'), ('later', 'deferred') $$,
    'should make it unknown, and leave all else');
select is(error, 'lease of worker dead ran out', 'should say why')
  from newsletter.newsletter_deliveries where claimed_by = 'dead';
select is(newsletter.release_expired_leases(), 0::bigint, 'should find nothing the second time');

select * from finish();
rollback;
