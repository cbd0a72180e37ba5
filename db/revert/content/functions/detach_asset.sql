-- Revert aquascene:content/functions/detach_asset from pg

begin;
set local role aquascene_owner;

drop function content.detach_asset;

commit;
