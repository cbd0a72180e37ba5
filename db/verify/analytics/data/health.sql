-- Verify aquascene:analytics/data/health on pg

begin;

select 1 / (count(*) = 11)::int from ops.settings where key like 'health.%';

rollback;
