-- Revert aquascene:content/functions/keep_alt_text from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger check_alt_text on content.content_assets;
drop trigger check_asset_use on content.content_asset_relations;
drop function content._check_alt_text;
drop function content._check_asset_use;

commit;
