-- Verify aquascene:ops/data/secrets on pg

begin;

select 1 / (count(*) = 4)::int
  from ops.secrets
 where name in ('token', 'suppression', 'social', 'totp');

rollback;
