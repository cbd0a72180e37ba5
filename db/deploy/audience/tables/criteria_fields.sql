-- Deploy aquascene:audience/tables/criteria_fields to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.criteria_fields (
    name          text not null primary key,
    kind          text not null,
    expression    text not null,
    source        text,
    missing_value text,
    lookup        text,
    description   text not null,

    constraint criteria_fields_name_is_a_path
        check (name ~ '^[a-z][a-z_]*(\.([a-z][a-z_]*|\*))?$'),
    constraint criteria_fields_kind_is_known check (
        kind in ('text', 'number', 'date', 'age', 'boolean', 'list', 'json', 'segment', 'issue')),
    constraint criteria_fields_source_is_known check (
        source in ('subscribers', 'subscription_preferences', 'subscriber_engagement',
                   'subscriber_segment_memberships')),
    constraint criteria_fields_missing_value_is_a_single_one
        check (missing_value is null or kind in ('text', 'number', 'boolean')),
    constraint criteria_fields_family_has_a_key
        check ((name like '%.*') = (expression like '%{key}%')),
    constraint criteria_fields_issue_has_a_value
        check ((kind = 'issue') = (expression like '%{value}%')
               and (lookup is null or kind = 'issue' and lookup like '%{value}%'))
);

comment on table audience.criteria_fields is
$$What the criteria of a segment may ask for. A domain to the right registers its own fields;
audience.compile_criteria reads them.$$;
comment on column audience.criteria_fields.name is
$$Path in the criteria, such as status or location.country; with .* at its end, a family of fields
by any key.$$;
comment on column audience.criteria_fields.kind is
$$What it is compared with: text; number; date, days of UTC or instants; age, days since an instant;
boolean; list, of texts; json, whatever its value is; segment; issue.$$;
comment on column audience.criteria_fields.expression is
$$SQL over s (subscribers), p (subscription_preferences) and e (subscriber_engagement); {key} stands
for the key of a family, {value} for the issue's id. Nobody but the owner writes it.$$;
comment on column audience.criteria_fields.source is
$$Table whose changes are logged in audience.subscriber_changes; null = changes are not logged, so
that segments that ask for it are evaluated in full.$$;
comment on column audience.criteria_fields.missing_value is
$$What counts for a subscriber who has no row in the table; null = nothing does.$$;
comment on column audience.criteria_fields.lookup is
$$SQL that is true where {value} names an issue.$$;
comment on column audience.criteria_fields.description is $$What it means.$$;

grant select on audience.criteria_fields to aquascene_reader;

commit;
