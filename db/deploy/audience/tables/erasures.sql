-- Deploy aquascene:audience/tables/erasures to pg
-- requires: audience/grants/schema
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.erasures (
    id            uuid        not null default gen_random_uuid() primary key,
    subscriber_id uuid        not null unique,
    reason        text        not null,
    row_counts    jsonb       not null default '{}',
    erased_by     uuid references admin.admin_users (id),
    erased_at     timestamptz not null default now(),

    constraint erasures_row_counts_is_an_object check (jsonb_typeof(row_counts) = 'object')
);
create index erasures_erased_by_idx on audience.erasures (erased_by);

comment on table audience.erasures is
$$Certificates: that a subscriber was erased, when, by whom and from where. They name nobody.$$;
comment on column audience.erasures.id is $$Identity of the certificate.$$;
comment on column audience.erasures.subscriber_id is
$$Who it was: what statistics still count by, and nothing leads back from.$$;
comment on column audience.erasures.reason is $$Why, such as: asked for it by mail on 3 May.$$;
comment on column audience.erasures.row_counts is
$$Rows that were deleted, cleared or blotted out, by table.$$;
comment on column audience.erasures.erased_by is $$The acting person; null when nobody signed in.$$;
comment on column audience.erasures.erased_at is $$When.$$;
comment on index audience.erasures_erased_by_idx is $$Used by the foreign key.$$;

grant select on audience.erasures to aquascene_reader;

commit;
