-- Revert aquascene:content/functions/search_config from pg

begin;
set local role aquascene_owner;

drop function content.search_config;

commit;
