-- Deploy aquascene:ops/functions/execute_run to pg
-- requires: ops/functions/finish_run

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.execute_run(run_id uuid)
returns boolean
language plpgsql
volatile                                    -- with the caller's rights
set search_path = pg_catalog, pg_temp
as $function$
declare
    _run   record;
    _value text;
begin
    select j.name, j.command, j.is_repeated, r.due_at into _run
      from ops.job_states as s
      join ops.scheduled_jobs as j on j.name = s.job_name and j.kind = 'sql'
      join ops.job_runs as r on r.id = s.run_id and r.started_at = s.run_started_at
     where s.run_id = execute_run.run_id;
    if not found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('run %s is not in progress, or is of no statement',
                             coalesce(execute_run.run_id::text, 'null')),
            hint    = 'ops.claim_run begins one.';
    end if;
    perform set_config('aquascene.job', _run.name, true),
            set_config('aquascene.due_at', _run.due_at::text, true);
    execute _run.command into _value;
    if _run.is_repeated and (_value in ('t', 'true') or _value ~ '^0*[1-9]\d*$') then
        perform ops.extend_run(execute_run.run_id);
        return true;
    end if;
    perform ops.finish_run(execute_run.run_id, coalesce(
        jsonb_build_object('value', left(_value, 1000)), '{}'));
    return false;
end;
$function$;

comment on function ops.execute_run is
$$Executes the statement of a job, with the rights of the caller, and writes down that it is done,
in one transaction: both or neither. Returns whether it is to be called again, in another
transaction.

run_id: of ops.claim_run, by the same session. The statement can read the settings aquascene.job
and aquascene.due_at. Errors: 55000 the run is not in progress, or not one of a statement;
whatever the statement raises. Writes: what the statement does; ops.job_runs, ops.job_states.$$;

revoke execute on function ops.execute_run from public;
grant execute on function ops.execute_run to aquascene_worker, aquascene_admin;

commit;
