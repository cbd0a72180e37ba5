-- Revert aquascene:newsletter/functions/preview from pg

begin;
set local role aquascene_owner;

drop function newsletter.preview;

commit;
