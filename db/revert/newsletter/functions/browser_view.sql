-- Revert aquascene:newsletter/functions/browser_view from pg

begin;
set local role aquascene_owner;

drop function newsletter.browser_view;

commit;
