-- Deploy aquascene:content/tables/engagement_factors to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.engagement_factors (
    dimension    text    not null,
    value        text    not null,
    effect       numeric not null,
    sample_count integer not null,

    primary key (dimension, value),
    constraint engagement_factors_dimension_is_known check (
        dimension in ('mean', 'type', 'category', 'tag', 'language', 'length', 'weekday', 'hour')),
    constraint engagement_factors_sample_count_is_a_count check (sample_count >= 0)
);

comment on table content.engagement_factors is
$$What published articles taught about engagement, for the prediction of drafts; written by
analytics.learn_engagement.$$;
comment on column content.engagement_factors.dimension is
$$mean = the mean engagement, of all; type, category, tag, language, length (short, medium, long,
very long), weekday (1 = Monday, UTC), hour (of the day, in blocks of four, UTC).$$;
comment on column content.engagement_factors.value is $$The type, category,
    tag …; empty for mean.$$;
comment on column content.engagement_factors.effect is
$$What it adds to the prediction, already shrunk towards nothing where samples are few.$$;
comment on column content.engagement_factors.sample_count is $$Articles it was learned from.$$;

grant select on content.engagement_factors to aquascene_reader;

commit;
