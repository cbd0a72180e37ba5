-- Deploy aquascene:ops/functions/finish_run to pg
-- requires: ops/functions/claim_run

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._own_run(run_id uuid)
returns ops.job_states
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _state ops.job_states;
begin
    select s.* into _state
      from ops.job_states as s
     where s.run_id = _own_run.run_id
       for update;
    if not found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('run %s is not in progress',
                             coalesce(_own_run.run_id::text, 'null')),
            detail  = 'It has ended, or it was given up as lost.',
            hint    = 'Roll back what it did: somebody else does it again.';
    end if;
    return _state;
end;
$function$;

comment on function ops._own_run is
$$Returns the state of the job whose run this is, and locks it.

Errors: 55000 the run is not in progress any more.$$;

revoke execute on function ops._own_run from public;

create or replace function ops.finish_run(run_id uuid, result jsonb default '{}')
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform ops._end_run(ops._own_run(finish_run.run_id), 'succeeded', result => finish_run.result);
end;
$function$;

comment on function ops.finish_run is
$$Writes down that a run of a job is done. In the transaction of the work itself, that is done once
and only once, whenever anything dies.

run_id: of ops.claim_run. result: what it reports. Errors: 55000 the run is not in progress any
more. Writes: ops.job_runs, ops.job_states. Locks: the job's state.$$;

revoke execute on function ops.finish_run from public;
grant execute on function ops.finish_run to aquascene_worker, aquascene_admin;

create or replace function ops.fail_run(
    run_id       uuid,
    error        text,
    is_timed_out boolean default false
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform ops._end_run(ops._own_run(fail_run.run_id),
                         case when fail_run.is_timed_out then 'timed_out' else 'failed' end,
                         coalesce(fail_run.error, 'no reason was given'));
end;
$function$;

comment on function ops.fail_run is
$$Writes down that a run of a job failed. It is tried again after a while, max_attempts times in
all; then a system event says so.

run_id: of ops.claim_run. error: what went wrong. is_timed_out: whether it took too long. Errors:
55000 the run is not in progress any more. Writes: ops.job_runs, ops.job_states,
audit.system_events. Locks: the job's state.$$;

revoke execute on function ops.fail_run from public;
grant execute on function ops.fail_run to aquascene_worker, aquascene_admin;

create or replace function ops.return_run(run_id uuid)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform ops._end_run(ops._own_run(return_run.run_id), 'returned',
                         'who ran it was told to stop');
end;
$function$;

comment on function ops.return_run is
$$Gives a run of a job back, so that somebody else takes it at once: who runs it is told to stop.
That is no failure, and not counted as a try.

run_id: of ops.claim_run. Errors: 55000 the run is not in progress any more. Writes: ops.job_runs,
ops.job_states. Locks: the job's state.$$;

revoke execute on function ops.return_run from public;
grant execute on function ops.return_run to aquascene_worker, aquascene_admin;

create or replace function ops.extend_run(run_id uuid, lease interval default '1 minute')
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _state constant ops.job_states := ops._own_run(extend_run.run_id);
begin
    update ops.job_states as s
       set expires_at = greatest(s.expires_at, ops.now() + extend_run.lease)
     where s.job_name = _state.job_name;
end;
$function$;

comment on function ops.extend_run is
$$Says that a run goes on.

run_id: of ops.claim_run. lease: so long it may be silent. Errors: 55000 the run is not in progress
any more. Writes: ops.job_states. Locks: the job's state.$$;

revoke execute on function ops.extend_run from public;
grant execute on function ops.extend_run to aquascene_worker, aquascene_admin;

commit;
