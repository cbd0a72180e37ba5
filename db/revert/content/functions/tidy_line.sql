-- Revert aquascene:content/functions/tidy_line from pg

begin;
set local role aquascene_owner;

drop function content._tidy_line;

commit;
