-- Deploy aquascene:content/functions/predict_engagement to pg
-- requires: content/tables/generated_content
-- requires: content/tables/engagement_factors
-- requires: content/functions/score

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._engagement_traits(draft content.generated_content)
returns table (dimension text, value text, share numeric)
language sql
stable
set search_path = pg_catalog, pg_temp         -- as an inlined function it trips the planner (XX000)
as $function$
    select 'type', draft.content_type::text, 1.0
    union all
    select 'language', draft.language::text, 1.0
    union all
    select 'length', case when draft.word_count < 300 then 'short'
                          when draft.word_count < 700 then 'medium'
                          when draft.word_count < 1500 then 'long'
                          else 'very long' end, 1.0
    union all
    select t.dimension, t.value, 1.0
      from (select coalesce(draft.published_at, draft.scheduled_for) at time zone 'UTC') as d (day)
     cross join lateral (values
           ('weekday', extract(isodow from d.day)::text),
           ('hour', (extract(hour from d.day)::integer / 4 * 4)::text)) as t (dimension, value)
     where d.day is not null
    union all
    select 'category', c.slug, 1.0 / nullif(cardinality(draft.categories), 0)
      from unnest(draft.categories) as c (slug)
    union all
    select 'tag', t.name, 1.0 / nullif(cardinality(draft.tags), 0)
      from unnest(draft.tags) as t (name);
$function$;

comment on function content._engagement_traits is
$$Returns what content has that articles before it had too, as in content.engagement_factors;
share: the part that one of several tags or categories has in the effect. Errors: none.$$;

revoke execute on function content._engagement_traits from public;

create or replace function content._predict_engagement()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the factors
set search_path = pg_catalog, pg_temp
as $function$
begin
    select case when m.effect is not null
                then round(greatest(0, least(1, m.effect + coalesce(e.effect, 0))), 2) end
      into new.engagement_prediction
      from (select) as one
      left join content.engagement_factors as m on m.dimension = 'mean'
     cross join lateral (
           select sum(f.effect * t.share)
             from content._engagement_traits(new) as t
             join content.engagement_factors as f using (dimension, value)) as e (effect);
    return new;
end;
$function$;

comment on function content._predict_engagement is
$$Trigger, before insert or update of what engagement was learned from, for each row: predicts the
engagement; null while analytics.learn_engagement had nothing to learn from. Errors: none.$$;

-- After the trigger score, by name: the prediction needs the number of words.
create trigger score_engagement
    before insert or update of content, content_type, language, tags, categories, scheduled_for
    on content.generated_content
    for each row execute function content._predict_engagement();

revoke execute on function content._predict_engagement from public;

commit;
