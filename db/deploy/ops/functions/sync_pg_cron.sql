-- Deploy aquascene:ops/functions/sync_pg_cron to pg
-- requires: ops/functions/run_due_job

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.sync_pg_cron()
returns integer
language plpgsql
volatile                                    -- with the caller's rights: the jobs are the caller's
set search_path = pg_catalog, pg_temp
as $function$
declare
    _schema   constant text := 'cron';      -- of the extension, which need not be there
    _names    text[];
    _commands text[];
begin
    if to_regclass(format('%I.job', _schema)) is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'pg_cron is not in this database',
            hint    = 'create extension pg_cron, as a superuser; or run aquascene jobs daemon.';
    end if;

    -- Each minute, whatever the schedule: ops.claim_run knows what is due, in the job's own zone,
    -- after downtime, and when a failure is to be tried again.
    select array_agg(w.name), array_agg(w.command) into _names, _commands
      from (select 'aquascene: ' || j.name, format('call ops.run_due_job(%L)', j.name)
              from ops.scheduled_jobs as j
             where j.is_enabled and j.kind = 'sql'
             union all
            select 'aquascene: overdue', 'select ops.cancel_overdue_runs()') as w (name, command);
    execute format('select count(%I.schedule(w.name, ''* * * * *'', w.command))'
                   '  from unnest($1, $2) as w (name, command)', _schema)
      using _names, _commands;
    execute format('select count(%1$I.unschedule(j.jobname::text))'
                   '  from %1$I.job as j'
                   ' where j.jobname like ''aquascene: %%'' and j.username = current_user'
                   '   and not j.jobname = any ($1)', _schema)
      using _names;
    return cardinality(_names);
end;
$function$;

comment on function ops.sync_pg_cron is
$$Hands the scheduled jobs of kind sql to pg_cron and takes back those that are gone; returns how
many pg_cron has now. Call it again after jobs were added, removed or switched. pg_cron runs them
with the rights of the caller. Daemons may run beside it: each due run is taken once.

Errors: 55000 the extension pg_cron is not in this database; 42501 the caller may not use the
schema cron. Writes: cron.job.$$;

revoke execute on function ops.sync_pg_cron from public;
grant execute on function ops.sync_pg_cron to aquascene_worker, aquascene_admin;

commit;
