-- Verify aquascene:ops/data/jobs on pg

begin;

select 1 / (count(*) = 17)::int
  from ops.scheduled_jobs
 where name in (
       'scraping', 'publishing', 'content leases', 'sending', 'roll-up', 'segments', 'engagement',
       'expire sign-ups', 'forget sign-ups', 'forget import reports', 'predictions', 'statistics',
       'partitions', 'retention', 'digest', 'sessions', 'audit seals');

rollback;
