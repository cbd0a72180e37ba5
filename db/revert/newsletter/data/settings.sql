-- Revert aquascene:newsletter/data/settings from pg

begin;
set local role aquascene_owner;

delete from ops.settings where key like 'newsletter.%' or key = 'site.public_url';

commit;
