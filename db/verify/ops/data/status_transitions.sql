-- Verify aquascene:ops/data/status_transitions on pg

begin;

select 1 / (count(*) = 66)::int from ops.status_transitions;

rollback;
