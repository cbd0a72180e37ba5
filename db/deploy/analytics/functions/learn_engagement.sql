-- Deploy aquascene:analytics/functions/learn_engagement to pg
-- requires: analytics/tables/content_metrics
-- requires: content/functions/predict_engagement
-- requires: content/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function analytics._engagement_samples(min_age interval)
returns table (content_id uuid, engagement double precision)
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select c.id, percent_rank() over (order by coalesce(m.total, 0))
      from content.generated_content as c
      left join (
          select e.content_id, sum(e.metric_value) as total
            from analytics.content_metrics as e
           where (e.metric_type, e.metric_name) in (
                     ('engagement', 'page_views'), ('email', 'clicks'), ('social', 'likes'),
                     ('social', 'comments'), ('social', 'shares'), ('social', 'saves'))
           group by e.content_id
          ) as m on m.content_id = c.id
     where c.status in ('published', 'archived')
       and c.published_at <= ops.now() - _engagement_samples.min_age;
$function$;

comment on function analytics._engagement_samples is
$$Returns the engagement of each article published at least min_age ago: its rank among them by page
views, clicks and social interactions, 0 for the least and 1 for the most. Errors: none.$$;

revoke execute on function analytics._engagement_samples from public;

create or replace function analytics._fit_engagement(
    min_age  interval,
    folds    integer default 1,
    left_out integer default null
)
returns setof content.engagement_factors
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _shrinkage constant double precision := ops.setting('content.engagement_shrinkage')::float8;
    _ids       uuid[];
    _residuals double precision[];
    _mean      double precision;
    _factors   content.engagement_factors[];
    _dimension text;
begin
    select array_agg(s.content_id order by s.content_id), avg(s.engagement),
           array_agg(s.engagement order by s.content_id)
      into _ids, _mean, _residuals
      from analytics._engagement_samples(_fit_engagement.min_age) as s
     where abs(hashtext(s.content_id::text)::bigint) % _fit_engagement.folds
           is distinct from _fit_engagement.left_out;
    if _ids is null then
        return;
    end if;
    return query values ('mean', '', _mean::numeric, cardinality(_ids));
    _residuals := array(
        select i.residual - _mean from unnest(_residuals) with ordinality as i (residual, place)
         order by i.place);

    -- One dimension after the other learns from what those before it left unexplained, so that a
    -- tag that always comes with its category does not count twice.
    foreach _dimension in array
        array['type', 'category', 'tag', 'language', 'length', 'weekday', 'hour']
    loop
        with trait as (
            select i.place, i.residual, t.value, t.share
              from unnest(_ids, _residuals) with ordinality as i (id, residual, place)
              join content.generated_content as c on c.id = i.id
             cross join lateral content._engagement_traits(c) as t
             where t.dimension = _dimension
        ), factor as (
            select t.value, count(*) as sample_count,
                   sum(t.residual * t.share) / (sum(t.share) + _shrinkage) as effect
              from trait as t
             group by t.value
        ), explained as (
            select t.place, sum(f.effect * t.share) as effect
              from trait as t
              join factor as f using (value)
             group by t.place
        )
        select array(select (_dimension, f.value, f.effect::numeric,
                             f.sample_count)::content.engagement_factors
                       from factor as f),
               array(select i.residual - coalesce(e.effect, 0)
                       from unnest(_residuals) with ordinality as i (residual, place)
                       left join explained as e using (place)
                      order by i.place)
          into _factors, _residuals;
        return query select f.* from unnest(_factors) as f;
    end loop;
end;
$function$;

comment on function analytics._fit_engagement is
$$Learns the effects of content.engagement_factors from published articles; effects are shrunk: the
sum of what is left unexplained, divided by the number of articles plus
content.engagement_shrinkage (ridge regression, one dimension after the other).

folds, left_out: leaves out one of so many parts of the articles, to test with. Errors: none.$$;

revoke execute on function analytics._fit_engagement from public;

create or replace function analytics.learn_engagement(min_age interval default '7 days')
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _learned bigint;
begin
    -- One at a time; readers go on with the old factors until this commits.
    lock table content.engagement_factors in share row exclusive mode;
    delete from content.engagement_factors;
    insert into content.engagement_factors
    select f.* from analytics._fit_engagement(learn_engagement.min_age) as f;
    get diagnostics _learned = row_count;

    update content.generated_content as c
       set scheduled_for = c.scheduled_for                -- fires the trigger score_engagement
     where c.status in ('draft', 'review', 'approved', 'scheduled', 'needs_revision');
    return _learned;
end;
$function$;

comment on function analytics.learn_engagement is
$$Learns from published articles what drafts will earn, predicts the engagement of all unpublished
content anew, and returns the number of factors learned. Run it daily.

min_age: articles younger than that have not earned what they will and teach nothing.
Engagement is a rank: 0 the least, 1 the most read, clicked and liked article.
analytics.backtest_engagement says how good it is.
Errors: none. Writes: content.engagement_factors, content.generated_content. Locks:
content.engagement_factors against other calls.$$;

revoke execute on function analytics.learn_engagement from public;
grant execute on function analytics.learn_engagement to aquascene_worker, aquascene_admin;

commit;
