-- Test content.release_expired_leases: what a dead worker held waits again.
begin;
select plan(8);

select test.travel_to('2031-01-01 10:00Z');
update ops.settings set value = '3' where key = 'content.max_attempts';
insert into content.raw_content (
    source_url, source_domain, content_type, title, processing_status, attempts, claimed_by,
    lease_expires_at, next_attempt_at)
select 'https://a.example', 'a.example', 'article', r.title, r.status, r.attempts, 'w-' || r.title,
       r.expires_at, '2030-12-01Z'
  from (values ('dead', 'processing', 2, '2031-01-01 10:00Z'::timestamptz),
               ('worn', 'processing', 3, '2031-01-01 09:00Z'),
               ('beyond', 'processing', 4, '2031-01-01 09:00Z'),
               ('alive', 'processing', 4, '2031-01-01 10:00:00.000001Z'),
               ('done', 'completed', 4, '2031-01-01 09:00Z')) as r (title, status, attempts,
                   expires_at);

select throws_ok(
    format($$ set local role %I; select content.release_expired_leases() $$, r.name), '42501',
    'permission denied for function release_expired_leases',
    format('%s may not execute it',
        r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_admin')) as r (name);

set local role aquascene_worker;
select is(content.release_expired_leases(), 3::bigint, 'should count what it frees');
reset role;
select results_eq(
    $$ select title, processing_status::text, processing_error, claimed_by, lease_expires_at,
              next_attempt_at, attempts
         from content.raw_content where title in ('dead', 'worn', 'beyond') order by title $$,
    $$ values ('beyond', 'failed', 'lease of worker w-beyond ran out', null::text,
               null::timestamptz, '2031-01-01 10:00Z'::timestamptz, 4),
              ('dead', 'pending', 'lease of worker w-dead ran out', null, null,
               '2031-01-01 10:00Z', 2),
              ('worn', 'failed', 'lease of worker w-worn ran out', null, null,
               '2031-01-01 10:00Z', 3) $$,
    'should free it at once, or fail it when no tries are left');
select results_eq(
    $$ select title, processing_status::text, processing_error, claimed_by, lease_expires_at,
              next_attempt_at
         from content.raw_content where title in ('alive', 'done') order by title $$,
    $$ values ('alive', 'processing', null::text, 'w-alive',
               '2031-01-01 10:00:00.000001Z'::timestamptz, '2030-12-01Z'::timestamptz),
              ('done', 'completed', null, 'w-done', '2031-01-01 09:00Z', '2030-12-01Z') $$,
    'should leave a lease that runs, and what is not being processed');
select is(content.release_expired_leases(), 0::bigint, 'should find nothing the second time');
select is(title, 'dead', 'should let another worker claim what it freed')
  from content.claim_raw('w2');

select * from finish();
rollback;
