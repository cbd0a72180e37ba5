-- Revert aquascene:newsletter/functions/advance from pg

begin;
set local role aquascene_owner;

drop function newsletter.advance;

commit;
