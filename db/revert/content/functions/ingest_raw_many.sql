-- Revert aquascene:content/functions/ingest_raw_many from pg

begin;
set local role aquascene_owner;

drop function content.ingest_raw_many;
drop function content._plain_title;
drop function content._raw_item_fault;
drop function content._as_instant;
drop type content._raw_item;

commit;
