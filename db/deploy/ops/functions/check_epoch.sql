-- Deploy aquascene:ops/functions/check_epoch to pg
-- requires: ops/tables/epochs
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Of the WAL that is written now. The control file still tells the old timeline after a promotion,
-- until a checkpoint has ended, which takes minutes.
create or replace function ops._timeline()
returns integer
language sql
volatile                                    -- as what it asks is
set search_path = pg_catalog, pg_temp
as $function$
    select ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer;
$function$;

comment on function ops._timeline is
$$Returns the timeline that the cluster writes; a new one after a restore to a point in time or a
promotion.

Errors: 55000 in a standby, which writes none.$$;

revoke execute on function ops._timeline from public;

create or replace function ops._check_epoch()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _system   constant bigint := (select s.system_identifier from pg_control_system() as s);
    _timeline constant integer := ops._timeline();
    _database constant oid := (select d.oid from pg_database as d
                                where d.datname = current_database());
begin
    if exists (select
                 from ops.epochs as e
                where e.system_identifier = _system and e.timeline_id = _timeline
                  and e.database_oid = _database)
    then
        return;
    end if;
    if exists (select from ops.epochs) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'this database was restored, copied or promoted since it last sent',
            detail  = format('Cluster %s, timeline %s, database %s is not in ops.epochs.', _system,
                             _timeline, _database),
            hint    = 'What was sent since the backup is not known here: cancel what must not go '
                      'out again, then call ops.confirm_epoch(''why'').';
    end if;
    insert into ops.epochs (system_identifier, timeline_id, database_oid, confirmed_at, note)
    values (_system, _timeline, _database, ops.now(), 'first use')
    on conflict on constraint epochs_pkey do nothing;
end;
$function$;

comment on function ops._check_epoch is
$$Refuses to go on in a database that was restored from a backup, copied, or promoted from a
standby, until ops.confirm_epoch is called. The first call of all writes down where the database
is.

Errors: 55000 it is somewhere else now. Writes: ops.epochs.$$;

revoke execute on function ops._check_epoch from public;

commit;
