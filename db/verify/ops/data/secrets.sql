-- Verify aquascene:ops/data/secrets on pg

begin;

select 1 / (count(*) = 3)::int from ops.secrets where name in ('token', 'suppression', 'social');

rollback;
