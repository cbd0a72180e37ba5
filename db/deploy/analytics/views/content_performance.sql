-- Deploy aquascene:analytics/views/content_performance to pg
-- requires: analytics/tables/content_metrics
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view analytics.content_performance as
select
    c.id as content_id,
    c.title,
    c.content_type,
    c.language,
    c.status,
    c.published_at,
    c.quality_score,
    c.readability_score,
    c.seo_score,
    coalesce(m.page_views, 0) as page_views,
    coalesce(m.email_clicks, 0) as email_clicks,
    coalesce(m.social_interactions, 0) as social_interactions,
    m.last_recorded_at
from content.generated_content as c
left join lateral (
    select
        sum(e.metric_value) filter (
            where e.metric_type = 'engagement' and e.metric_name = 'page_views') as page_views,
        sum(e.metric_value) filter (
            where e.metric_type = 'email' and e.metric_name = 'clicks') as email_clicks,
        sum(e.metric_value) filter (
            where e.metric_type = 'social'
              and e.metric_name in ('likes', 'comments', 'shares', 'saves'))
            as social_interactions,
        max(e.recorded_at) as last_recorded_at
    from analytics.content_metrics as e
    where e.content_id = c.id
) as m on true
where c.status in ('published', 'archived');

comment on view analytics.content_performance is $$What each published article earned.$$;
comment on column analytics.content_performance.content_id is $$The article.$$;
comment on column analytics.content_performance.title is $$Its title.$$;
comment on column analytics.content_performance.content_type is $$Its kind.$$;
comment on column analytics.content_performance.language is $$ISO 639-1 code.$$;
comment on column analytics.content_performance.status is $$published or archived.$$;
comment on column analytics.content_performance.published_at is $$When it was published.$$;
comment on column analytics.content_performance.quality_score is $$0 to 1.$$;
comment on column analytics.content_performance.readability_score is $$0 to 100.$$;
comment on column analytics.content_performance.seo_score is $$0 to 1.$$;
comment on column analytics.content_performance.page_views is $$Views of its page.$$;
comment on column analytics.content_performance.email_clicks is $$Clicks on it in newsletters.$$;
comment on column analytics.content_performance.social_interactions is
$$Likes, comments, shares and saves.$$;
comment on column analytics.content_performance.last_recorded_at is
$$When something was last counted.$$;

grant select on analytics.content_performance to aquascene_reader;

commit;
