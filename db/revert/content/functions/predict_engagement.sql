-- Revert aquascene:content/functions/predict_engagement from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger score_engagement on content.generated_content;
drop function content._predict_engagement;
drop function content._engagement_traits;

commit;
