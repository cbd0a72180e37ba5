-- Revert aquascene:content/functions/summarize from pg

begin;
set local role aquascene_owner;

drop function content.summarize;

commit;
