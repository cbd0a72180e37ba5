-- Revert aquascene:content/functions/set_asset_active from pg

begin;
set local role aquascene_owner;

drop function content.set_asset_active;

commit;
