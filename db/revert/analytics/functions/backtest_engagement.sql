-- Revert aquascene:analytics/functions/backtest_engagement from pg

begin;
set local role aquascene_owner;

drop function analytics.backtest_engagement;

commit;
