-- Revert aquascene:ops/functions/finish_archive from pg

begin;
set local role aquascene_owner;

drop function ops.finish_archive;
drop function ops.archived_columns;

commit;
