-- Deploy aquascene:audience/tables/subscriber_changes to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- An array for each statement: a row for each subscriber would cost an import far more.
create table audience.subscriber_changes (
    id             bigint not null generated always as identity primary key,
    xid            xid8   not null default pg_current_xact_id(),
    source         text,
    segment_id     integer,
    subscriber_ids uuid[] not null,

    constraint subscriber_changes_source_is_known check (
        source in ('subscribers', 'subscription_preferences', 'subscriber_engagement',
                   'subscriber_segment_memberships')),
    constraint subscriber_changes_segment_is_of_memberships
        check ((segment_id is not null)
               = (coalesce(source, '') = 'subscriber_segment_memberships')),
    constraint subscriber_changes_subscriber_ids_is_not_empty
        check (cardinality(subscriber_ids) > 0)
);
alter table audience.subscriber_changes alter column subscriber_ids set storage external;
create index subscriber_changes_xid_idx on audience.subscriber_changes (xid);

comment on table audience.subscriber_changes is
$$Who changed since segments were last refreshed, append-only; audience.refresh_segments removes
what no segment needs any more.$$;
comment on column audience.subscriber_changes.id is $$Identity of the entry.$$;
comment on column audience.subscriber_changes.xid is
$$Transaction that wrote it; a refresh reads on from the oldest one that was running.$$;
comment on column audience.subscriber_changes.source is
$$Table that changed; null = new subscribers, who concern every segment.$$;
comment on column audience.subscriber_changes.segment_id is
$$Segment whose members changed; no foreign key, it may be gone.$$;
comment on column audience.subscriber_changes.subscriber_ids is
$$Who, ten thousand at most; no foreign key, they may be gone.$$;
comment on index audience.subscriber_changes_xid_idx is
$$Used by audience.refresh_segment to read on, and by audience.refresh_segments to remove.$$;

grant select on audience.subscriber_changes to aquascene_reader;

commit;
