-- Revert aquascene:content/functions/quality_parts from pg

begin;
set local role aquascene_owner;

drop function content._quality_parts;

commit;
