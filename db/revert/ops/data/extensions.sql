-- Revert aquascene:ops/data/extensions from pg

begin;

-- The extensions stay: they may have been here before us, and others may use them.

commit;
