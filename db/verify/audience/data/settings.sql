-- Verify aquascene:audience/data/settings on pg

begin;

select 1 / (count(*) = 8)::int from ops.settings where key like 'audience.%';

rollback;
