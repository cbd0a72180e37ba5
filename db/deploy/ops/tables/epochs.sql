-- Deploy aquascene:ops/tables/epochs to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.epochs (
    system_identifier bigint      not null,
    timeline_id       integer     not null,
    database_oid      oid         not null,
    confirmed_at      timestamptz not null default now(),
    confirmed_by      text        not null default session_user,
    note              text        not null,

    constraint epochs_pkey primary key (system_identifier, timeline_id, database_oid)
);

comment on table ops.epochs is
$$Where this database has lived. One that was restored from a backup, copied, or promoted from a
standby is somewhere else, and sends nothing before somebody confirms that it may.$$;
comment on column ops.epochs.system_identifier is $$The cluster (pg_control_system).$$;
comment on column ops.epochs.timeline_id is
$$Its timeline (of the WAL it writes): a new one after a restore to a point in time or a
promotion.$$;
comment on column ops.epochs.database_oid is $$The database in it.$$;
comment on column ops.epochs.confirmed_at is $$Since when it may act from here.$$;
comment on column ops.epochs.confirmed_by is $$The role that said so.$$;
comment on column ops.epochs.note is $$Why.$$;

grant select on ops.epochs to aquascene_reader;

commit;
