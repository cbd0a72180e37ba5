-- Revert aquascene:content/functions/ingest_raw from pg

begin;
set local role aquascene_owner;

drop function content.ingest_raw;

commit;
