-- Deploy aquascene:ops/functions/record_backup to pg
-- requires: ops/tables/backups
-- requires: ops/functions/now
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.record_backup(
    backup_type      text,
    repository       integer,
    started_at       timestamptz,
    label            text default null,
    database_bytes   bigint default null,
    repository_bytes bigint default null,
    error            text default null
)
returns ops.backups
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _backup ops.backups;
begin
    insert into ops.backups (repository, backup_type, label, started_at, finished_at,
                             database_bytes, repository_bytes, error)
    values (record_backup.repository, record_backup.backup_type, record_backup.label,
            -- the caller's clock may be ahead of ours
            case when record_backup.started_at > ops.now() then ops.now()
                 else record_backup.started_at end,
            ops.now(),
            record_backup.database_bytes, record_backup.repository_bytes,
            left(record_backup.error, 4000))
    returning * into _backup;

    if _backup.error is null then
        -- The first that is made again is the end of what was wrong.
        update audit.system_events as e
           set resolved_at = greatest(ops.now(), e.occurred_at)
         where e.resolved_at is null and e.severity = 'error'
           and e.event_type = 'backup' and e.event_name = 'backup failed'
           and e.event_data @> jsonb_build_object('repository', _backup.repository);
    else
        perform audit.record_event(
            event_type   => 'backup',
            event_name   => 'backup failed',
            event_data   => jsonb_build_object('repository', _backup.repository,
                                               'backup_type', _backup.backup_type,
                                               'error', _backup.error),
            severity     => 'error',
            service_name => 'backup');
    end if;

    delete from ops.backups as b where b.finished_at < ops.now() - interval '1 year';
    return _backup;
end;
$function$;

comment on function ops.record_backup is
$$Writes down what came of a backup, which ends now, and returns the row. A failure is a system
event, too, which the next backup that is made in this repository resolves. What is older than a
year is forgotten.

backup_type: full, diff or incr. repository: its number. started_at: when it began. label: its name
in the repository. database_bytes: size of what it restores. repository_bytes: what it added there.
error: why it failed, instead of a label.
Errors: 23514 an unknown type, no repository of that number, or not exactly one of label and error;
23502 an argument is missing. Writes: ops.backups, audit.system_events.$$;

revoke execute on function ops.record_backup from public;
grant execute on function ops.record_backup to aquascene_worker, aquascene_admin;

commit;
