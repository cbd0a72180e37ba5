-- Deploy aquascene:audience/tables/subscriber_imports to pg
-- requires: audience/grants/schema
-- requires: admin/tables/admin_users
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.subscriber_imports (
    id               bigint      not null generated always as identity primary key,
    file_name        text,
    source           varchar(50) not null,
    mode             text        not null default 'add',
    columns          text[]      not null,
    fields           text[]      not null,
    status_values    jsonb       not null default '{}',
    consents         jsonb       not null default '{}',
    text_version     text,
    is_dry_run       boolean     not null default false,
    status           text        not null default 'staging',
    row_count        integer,
    done_count       integer     not null default 0,
    added_count      integer     not null default 0,
    updated_count    integer     not null default 0,
    known_count      integer     not null default 0,
    suppressed_count integer     not null default 0,
    duplicate_count  integer     not null default 0,
    invalid_count    integer     not null default 0,
    created_by       uuid references admin.admin_users (id),
    created_at       timestamptz not null default now(),
    finished_at      timestamptz,

    constraint subscriber_imports_mode_is_known check (mode in ('add', 'update', 'skip')),
    constraint subscriber_imports_status_is_known
        check (status in ('staging', 'staged', 'applying', 'done', 'cancelled')),
    constraint subscriber_imports_columns_have_fields
        check (cardinality(columns) = cardinality(fields)),
    constraint subscriber_imports_adds_up
        check (done_count = added_count + updated_count + known_count + suppressed_count
                            + duplicate_count + invalid_count),
    constraint subscriber_imports_done_is_all
        check (done_count <= row_count and (status <> 'done' or done_count = row_count)),
    constraint subscriber_imports_ended_has_finished_at
        check ((status in ('done', 'cancelled')) = (finished_at is not null))
);
create index subscriber_imports_created_by_idx on audience.subscriber_imports (created_by);

comment on table audience.subscriber_imports is
$$Files of subscribers that were taken in, or are being, and what became of their lines.$$;
comment on column audience.subscriber_imports.id is $$Number of the import.$$;
comment on column audience.subscriber_imports.file_name is
$$Name of the file; null when an application passed a list.$$;
comment on column audience.subscriber_imports.source is $$Where the people come from.$$;
comment on column audience.subscriber_imports.mode is
$$add = who is known is left and reported; update = who is known gets what the file says; skip =
who is known is left and only counted. New people are added by all three.$$;
comment on column audience.subscriber_imports.columns is $$The header of the file.$$;
comment on column audience.subscriber_imports.fields is
$$What each column is, as in audience.begin_import; ignore = nothing.$$;
comment on column audience.subscriber_imports.status_values is
$$As in audience.import_presets.$$;
comment on column audience.subscriber_imports.consents is
$$What the people agreed to, of purpose and true or false.$$;
comment on column audience.subscriber_imports.text_version is
$$Version of the text they agreed to.$$;
comment on column audience.subscriber_imports.is_dry_run is
$$Whether only the report is wanted.$$;
comment on column audience.subscriber_imports.status is
$$staging = lines are being brought in; staged = all are there; applying = some are done; done = all
are; cancelled = what was not done never will be.$$;
comment on column audience.subscriber_imports.row_count is $$Lines, without the header.$$;
comment on column audience.subscriber_imports.done_count is
$$Lines that were looked at: the next batch begins after them.$$;
comment on column audience.subscriber_imports.added_count is $$New people.$$;
comment on column audience.subscriber_imports.updated_count is
$$Known people, given what the file says.$$;
comment on column audience.subscriber_imports.known_count is
$$Known people, left as they were.$$;
comment on column audience.subscriber_imports.suppressed_count is
$$Lines whose address must get no mail.$$;
comment on column audience.subscriber_imports.duplicate_count is
$$Lines whose address an earlier line has.$$;
comment on column audience.subscriber_imports.invalid_count is $$Lines with a fault.$$;
comment on column audience.subscriber_imports.created_by is
$$The acting person; null when nobody signed in.$$;
comment on column audience.subscriber_imports.created_at is $$When it began.$$;
comment on column audience.subscriber_imports.finished_at is $$When it was done or cancelled.$$;
comment on index audience.subscriber_imports_created_by_idx is $$Used by the foreign key.$$;

grant select on audience.subscriber_imports to aquascene_reader;

commit;
