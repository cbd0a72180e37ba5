-- Revert aquascene:content/functions/refuse_category_cycle from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger refuse_category_cycle on content.content_categories;
drop trigger begin_category_move on content.content_categories;
drop function content._refuse_category_cycle;
drop function content._begin_category_move;

commit;
