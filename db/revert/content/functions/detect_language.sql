-- Revert aquascene:content/functions/detect_language from pg

begin;
set local role aquascene_owner;

drop function content.detect_language;

commit;
