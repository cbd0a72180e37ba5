-- Revert aquascene:audience/functions/begin_import from pg

begin;
set local role aquascene_owner;

drop function audience.begin_import;
drop function audience.finish_staging;
drop function audience._locked_import;
drop function audience._is_import_field;

commit;
