-- Deploy aquascene:ops/tables/backups to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.backups (
    id               bigint      not null generated always as identity primary key,
    repository       integer     not null,
    backup_type      text        not null,
    label            text,
    started_at       timestamptz not null,
    finished_at      timestamptz not null,
    database_bytes   bigint,
    repository_bytes bigint,
    error            text,

    constraint backups_type_is_known check (backup_type in ('full', 'diff', 'incr')),
    constraint backups_repository_is_a_number check (repository between 1 and 256),
    constraint backups_end_after_they_start check (finished_at >= started_at),
    constraint backups_made_have_a_label check ((error is null) = (label is not null))
);

comment on table ops.backups is
$$What came of each backup, a row for each repository. A record for operators: what there is to
restore from, the repositories themselves say.$$;
comment on column ops.backups.id is $$Identity of the run.$$;
comment on column ops.backups.repository is $$Number of the repository: 1 is the nearest.$$;
comment on column ops.backups.backup_type is
$$full = everything; diff = what changed since the last full one; incr = since the last of any
type.$$;
comment on column ops.backups.label is $$Its name in the repository; null when it failed.$$;
comment on column ops.backups.started_at is $$When it began.$$;
comment on column ops.backups.finished_at is $$When it ended, or failed.$$;
comment on column ops.backups.database_bytes is $$Bytes of the whole cluster that it can restore.$$;
comment on column ops.backups.repository_bytes is $$Bytes that it added to the repository.$$;
comment on column ops.backups.error is $$Why it failed; null when it did not.$$;

grant select on ops.backups to aquascene_reader;

commit;
