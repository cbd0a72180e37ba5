-- Verify aquascene:ops/data/webhooks on pg

begin;

select 1 / (count(*) = 5)::int from ops.settings where key like 'webhooks.%';
select 1 / (count(*) = 1)::int from ops.secrets where name = 'webhook';

rollback;
