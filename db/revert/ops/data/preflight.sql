-- Revert aquascene:ops/data/preflight from pg

begin;

-- Nothing was made, so nothing is taken away.

commit;
