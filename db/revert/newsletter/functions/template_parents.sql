-- Revert aquascene:newsletter/functions/template_parents from pg

begin;
set local role aquascene_owner;

drop function newsletter._template_closure;
drop function newsletter._template_parents;

commit;
