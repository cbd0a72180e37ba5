-- Revert aquascene:analytics/functions/learn_engagement from pg

begin;
set local role aquascene_owner;

drop function analytics.learn_engagement;
drop function analytics._fit_engagement;
drop function analytics._engagement_samples;

commit;
