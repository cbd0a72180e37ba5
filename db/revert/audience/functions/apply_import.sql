-- Revert aquascene:audience/functions/apply_import from pg

begin;
set local role aquascene_owner;

drop function audience.delete_import_faults;
drop function audience.cancel_import;
drop function audience.apply_import;
drop function audience._import_lines;
drop function audience._text_list;
drop function audience._json_list;
drop function audience._instant;
drop function audience._odd_instant;
drop function audience._json;

commit;
