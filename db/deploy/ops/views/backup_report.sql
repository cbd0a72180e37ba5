-- Deploy aquascene:ops/views/backup_report to pg
-- requires: ops/tables/backups

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view ops.backup_report as
select
    b.repository,
    max(b.finished_at) filter (where b.error is null and b.backup_type = 'full') as full_backup_at,
    max(b.finished_at) filter (where b.error is null) as backup_at,
    max(b.finished_at) filter (where b.error is not null) as failed_at,
    (array_agg(b.error order by b.id desc))[1] as error
from ops.backups as b
group by b.repository;

comment on view ops.backup_report is
$$How old the last backup in each repository is, and whether the last try failed.$$;
comment on column ops.backup_report.repository is $$Number of the repository.$$;
comment on column ops.backup_report.full_backup_at is
$$When the last full one was made; null = never.$$;
comment on column ops.backup_report.backup_at is $$When the last of any type was made.$$;
comment on column ops.backup_report.failed_at is $$When one failed last.$$;
comment on column ops.backup_report.error is
$$Why the last try of all failed; null when it did not.$$;

grant select on ops.backup_report to aquascene_reader;

commit;
