-- Revert aquascene:content/functions/count_tags from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger count_deleted_tags on content.generated_content;
drop trigger count_updated_tags on content.generated_content;
drop trigger count_inserted_tags on content.generated_content;
drop trigger begin_tag_change on content.generated_content;
drop function content._count_deleted_tags;
drop function content._count_updated_tags;
drop function content._count_inserted_tags;
drop function content._count_tags;
drop function content._begin_tag_change;

commit;
