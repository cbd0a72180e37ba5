-- Deploy aquascene:audience/tables/engagement_rules to pg
-- requires: audience/grants/schema
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.engagement_rules (
    level           text     not null primary key,
    place           smallint not null unique,
    min_open_share  numeric  not null default 0,
    min_click_count integer  not null default 0,
    opened_within   interval,

    constraint engagement_rules_level_is_known check (level in ('high', 'medium', 'low')),
    constraint engagement_rules_open_share_is_a_share check (min_open_share between 0 and 1),
    constraint engagement_rules_clicks_is_a_count check (min_click_count >= 0),
    constraint engagement_rules_opened_within_is_positive
        check (opened_within > interval '0' and opened_within < interval '1000 years')
);

do $audit$
begin
    perform audit._watch('audience.engagement_rules', 'level', '', '');
end;
$audit$;

insert into audience.engagement_rules (level, place, min_open_share, min_click_count, opened_within)
values ('high', 1, 0.5, 1, '90 days'),
       ('medium', 2, 0.25, 0, '90 days'),
       ('low', 3, 0, 0, '180 days');

comment on table audience.engagement_rules is
$$What makes readers high, medium or low: the first rule, by place, of which all that it asks for is
so. Who never opened anything is inactive whatever the rules say.$$;
comment on column audience.engagement_rules.level is $$high, medium or low.$$;
comment on column audience.engagement_rules.place is $$Which rule is tried first.$$;
comment on column audience.engagement_rules.min_open_share is
$$Issues opened over issues sent, from 0 to 1.$$;
comment on column audience.engagement_rules.min_click_count is $$Clicks, repeated ones too.$$;
comment on column audience.engagement_rules.opened_within is
$$The last open is not older; null = whenever.$$;

grant select on audience.engagement_rules to aquascene_reader;

commit;
