-- Verify aquascene:admin/data/settings on pg

begin;

select 1 / (count(*) = 14)::int from ops.settings where key like 'admin.%';

rollback;
