-- Revert aquascene:content/functions/readability_formula from pg

begin;
set local role aquascene_owner;

drop function content.readability_formula;

commit;
