-- Deploy aquascene:audience/tables/segment_membership_events to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- No foreign keys: they would add half to what a member costs. Triggers remove the events of whom
-- or what is deleted (audience/functions/count_members).
create table audience.segment_membership_events (
    id            bigint      not null generated always as identity primary key,
    segment_id    integer     not null,
    subscriber_id uuid        not null,
    is_entry      boolean     not null,
    occurred_at   timestamptz not null default now()
);
create index segment_membership_events_segment_id_idx
    on audience.segment_membership_events (segment_id, occurred_at);
create index segment_membership_events_subscriber_id_idx
    on audience.segment_membership_events (subscriber_id);

comment on table audience.segment_membership_events is
$$Who entered and left which segment when, append-only; it goes with the person and the segment.$$;
comment on column audience.segment_membership_events.id is $$Order of writing.$$;
comment on column audience.segment_membership_events.segment_id is $$Which segment.$$;
comment on column audience.segment_membership_events.subscriber_id is $$Who.$$;
comment on column audience.segment_membership_events.is_entry is $$true = entered; false = left.$$;
comment on column audience.segment_membership_events.occurred_at is $$When.$$;
comment on index audience.segment_membership_events_segment_id_idx is
$$Used to read who entered and left a segment lately.$$;
comment on index audience.segment_membership_events_subscriber_id_idx is
$$Used to read and remove a person's history.$$;

grant select on audience.segment_membership_events to aquascene_reader;

commit;
