-- Revert aquascene:ops/data/partitions from pg

begin;
set local role aquascene_owner;

-- Partitions go with their tables.

commit;
