-- Deploy aquascene:audience/tables/subscriber_segment_memberships to pg
-- requires: audience/tables/subscribers
-- requires: audience/tables/subscriber_segments
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscriber_segment_memberships (
    subscriber_id uuid        not null references audience.subscribers (id) on delete cascade,
    segment_id    integer     not null
        references audience.subscriber_segments (id) on delete cascade,
    added_at      timestamptz not null default now(),
    added_by      uuid references admin.admin_users (id),

    primary key (subscriber_id, segment_id)
);
create index subscriber_segment_memberships_segment_id_idx
    on audience.subscriber_segment_memberships (segment_id, subscriber_id);
create index subscriber_segment_memberships_added_by_idx
    on audience.subscriber_segment_memberships (added_by) where added_by is not null;

comment on table audience.subscriber_segment_memberships is $$Who is in which segment.$$;
comment on column audience.subscriber_segment_memberships.subscriber_id is $$Who.$$;
comment on column audience.subscriber_segment_memberships.segment_id is $$In which segment.$$;
comment on column audience.subscriber_segment_memberships.added_at is $$Since when.$$;
comment on column audience.subscriber_segment_memberships.added_by is
$$Who added them; null when a rule did.$$;
comment on index audience.subscriber_segment_memberships_segment_id_idx is
$$Used to freeze the audience of an issue, and by the foreign key.$$;
comment on index audience.subscriber_segment_memberships_added_by_idx is
$$Used by the foreign key; rules add most members.$$;

grant select on audience.subscriber_segment_memberships to aquascene_reader;

commit;
