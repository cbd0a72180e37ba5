-- Revert aquascene:content/functions/attach_asset from pg

begin;
set local role aquascene_owner;

drop function content.attach_asset;

commit;
