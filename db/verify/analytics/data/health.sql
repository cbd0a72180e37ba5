-- Verify aquascene:analytics/data/health on pg

begin;

select 1 / (count(*) = 9)::int from ops.settings where key like 'health.%';

rollback;
