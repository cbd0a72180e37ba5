-- Revert aquascene:content/functions/add_asset from pg

begin;
set local role aquascene_owner;

drop function content.add_asset;

commit;
