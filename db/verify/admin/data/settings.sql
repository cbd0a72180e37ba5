-- Verify aquascene:admin/data/settings on pg

begin;

select 1 / (count(*) = 2)::int from ops.settings where key like 'admin.%';

rollback;
