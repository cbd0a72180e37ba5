-- Deploy aquascene:analytics/functions/backtest_engagement to pg
-- requires: analytics/functions/learn_engagement

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function analytics.backtest_engagement(
    min_age interval default '7 days',
    folds   integer default 5
)
returns table (
    articles    bigint,
    correlation numeric,
    error       numeric,
    naive_error numeric
)
language plpgsql
stable
security definer                            -- its helpers are granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
begin
    if backtest_engagement.folds is null or backtest_engagement.folds not between 2 and 100 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('folds %s is not from 2 to 100',
                             coalesce(backtest_engagement.folds::text, 'null')),
            hint    = 'Give 5 or 10.';
    end if;

    return query
    with factor as materialized (
        select n.fold, f.dimension, f.value, f.effect
          from generate_series(0, backtest_engagement.folds - 1) as n (fold)
         cross join lateral analytics._fit_engagement(
               backtest_engagement.min_age, backtest_engagement.folds, n.fold) as f
    ), prediction as (
        select s.engagement::numeric, m.effect as mean,
               greatest(0, least(1, m.effect + coalesce(sum(f.effect * t.share), 0))) as predicted
          from analytics._engagement_samples(backtest_engagement.min_age) as s
          join content.generated_content as c on c.id = s.content_id
         cross join lateral (
               select abs(hashtext(s.content_id::text)::bigint) % backtest_engagement.folds
              ) as p (fold)
          join factor as m on m.fold = p.fold and m.dimension = 'mean'
         cross join lateral content._engagement_traits(c) as t
          left join factor as f
                 on f.fold = p.fold and f.dimension = t.dimension and f.value = t.value
         group by s.content_id, s.engagement, m.effect
    )
    select count(*), round(corr(p.predicted, p.engagement)::numeric, 3),
           round(avg(abs(p.predicted - p.engagement)), 4),
           round(avg(abs(p.mean - p.engagement)), 4)
      from prediction as p;
end;
$function$;

comment on function analytics.backtest_engagement is
$$Tests the prediction of engagement on published articles: each is predicted by what the others
teach (cross-validation), and compared with what it earned. Returns the number of articles, the
correlation of prediction and truth, the mean absolute error, and that of always guessing the
mean: worth something when error is below naive_error.

min_age: see analytics.learn_engagement. folds: into how many parts the articles are divided, 2
to 100. Errors: 22023 folds out of range.$$;

revoke execute on function analytics.backtest_engagement from public;
grant execute on function analytics.backtest_engagement to aquascene_reader, aquascene_admin;

commit;
