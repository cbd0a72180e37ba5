-- Deploy aquascene:audience/tables/subscriber_segments to pg
-- requires: audience/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscriber_segments (
    id               serial       not null primary key,
    name             varchar(100) not null unique,
    description      text,
    segment_type     varchar(30)  not null default 'manual',
    filter_criteria  jsonb        not null default '{}',
    subscriber_count integer      not null default 0,
    is_active        boolean      not null default true,
    refers_to        integer[]    not null default '{}',
    refreshed_at     timestamptz,
    refreshed_below  xid8,
    refreshed_by     text,
    created_at       timestamptz  not null default now(),
    updated_at       timestamptz  not null default now(),

    constraint subscriber_segments_type_is_known
        check (segment_type in ('manual', 'automatic', 'behavioral', 'demographic')),
    constraint subscriber_segments_count_is_a_count check (subscriber_count >= 0),
    constraint subscriber_segments_filter_criteria_is_an_object
        check (jsonb_typeof(filter_criteria) = 'object')
);

create trigger updated_at before update on audience.subscriber_segments
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch(
        'audience.subscriber_segments', 'id', '',
        'subscriber_count,refreshed_at,refreshed_below,refreshed_by');
end;
$audit$;

comment on table audience.subscriber_segments is $$Groups of subscribers to send to.$$;
comment on column audience.subscriber_segments.id is $$Identity of the segment.$$;
comment on column audience.subscriber_segments.name is $$Name for people.$$;
comment on column audience.subscriber_segments.description is $$Who is in it, and what for.$$;
comment on column audience.subscriber_segments.segment_type is
$$manual = by hand; automatic = by rule; behavioral = by what readers do; demographic = by who they
are.$$;
comment on column audience.subscriber_segments.filter_criteria is
$$The rule, for the types that have one; see audience.compile_criteria.$$;
comment on column audience.subscriber_segments.subscriber_count is
$$Members, kept exact by the triggers of audience.subscriber_segment_memberships.$$;
comment on column audience.subscriber_segments.is_active is $$Whether it may be sent to.$$;
comment on column audience.subscriber_segments.refers_to is
$$Segments that the rule asks for; they are refreshed before this one.$$;
comment on column audience.subscriber_segments.refreshed_at is
$$When the members were last made to follow the rule.$$;
comment on column audience.subscriber_segments.refreshed_below is
$$Changes by transactions before this one were taken in then.$$;
comment on column audience.subscriber_segments.refreshed_by is
$$Digest of the SQL they were made to follow; another one has everybody evaluated anew.$$;
comment on column audience.subscriber_segments.created_at is $$When it was made.$$;
comment on column audience.subscriber_segments.updated_at is $$When it was last changed.$$;

grant select on audience.subscriber_segments to aquascene_reader;

commit;
