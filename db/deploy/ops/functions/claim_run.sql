-- Deploy aquascene:ops/functions/claim_run to pg
-- requires: ops/functions/end_run

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._is_held(state ops.job_states, kind text)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    -- The server process that claimed a statement also runs it. Who runs a command may have
    -- died while the command lives: there only time tells.
    select (_is_held.state).run_id is not null
           and (_is_held.state).expires_at > ops.now()
           and (_is_held.kind <> 'sql'
                or exists (select
                             from pg_stat_activity as a
                            where a.pid = (_is_held.state).backend_pid));
$function$;

comment on function ops._is_held is
$$Returns whether the run of a job is in somebody's hands.

state: its row. kind: of the job. Errors: none.$$;

revoke execute on function ops._is_held from public;

-- Locks the state of one job, skipping those that others hold.
create or replace function ops.claim_run(
    worker    text,
    lease     interval default '1 minute',
    job_name  text default null,
    kinds     text[] default '{sql,worker}',
    is_forced boolean default false
)
returns table (
    run_id  uuid,
    name    text,
    kind    text,
    command text,
    timeout interval,
    due_at  timestamptz,
    attempt integer
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now     constant timestamptz := ops.now();
    _state   ops.job_states;
    _job     ops.scheduled_jobs;
    _is_held boolean;
begin
    if coalesce(btrim(claim_run.worker), '') = '' or claim_run.lease > interval '0' is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('worker %L has no name, or lease %s is not positive', claim_run.worker,
                             coalesce(claim_run.lease::text, 'null')),
            hint    = 'Pass a name that no other worker has, and until when it shows again.';
    end if;
    if claim_run.job_name is not null
        and not exists (select from ops.scheduled_jobs as j where j.name = claim_run.job_name)
    then
        raise exception using
            errcode = 'no_data_found',
            message = format('no job %L', claim_run.job_name),
            hint    = 'select name from ops.scheduled_jobs lists them.';
    end if;

    loop
        select s.* into _state
          from ops.job_states as s
          join ops.scheduled_jobs as j on j.name = s.job_name
         where (claim_run.is_forced and j.name = claim_run.job_name
                or j.is_enabled and greatest(s.next_due_at, s.retry_at) <= _now)
           and (claim_run.job_name is null or j.name = claim_run.job_name)
           and j.kind = any (claim_run.kinds)
           and not ops._is_held(s, j.kind)
         order by greatest(s.next_due_at, s.retry_at), s.job_name
         limit 1
           for update of s skip locked;
        if not found then
            return;
        end if;
        select j.* into _job from ops.scheduled_jobs as j where j.name = _state.job_name;

        if _state.run_id is not null then
            -- The list of sessions is as old as this transaction's first look at it; who claimed
            -- may be younger.
            perform pg_stat_clear_snapshot();
            select ops._is_held(_state, _job.kind) into _is_held;
            continue when _is_held;
            perform ops._end_run(_state, 'lost', 'who ran it died, or did not show again in time');
            continue;
        end if;
        insert into ops.job_runs as r (job_name, due_at, started_at, worker, attempt, is_forced)
        values (_job.name, case when claim_run.is_forced then _now else _state.next_due_at end,
                _now, claim_run.worker,
                case when claim_run.is_forced then 1 else _state.attempt_count + 1 end,
                claim_run.is_forced)
        returning r.id, r.due_at, r.attempt into run_id, due_at, attempt;
        update ops.job_states as s
           set run_id = claim_run.run_id, run_started_at = _now, backend_pid = pg_backend_pid(),
               expires_at = _now + case _job.kind
                                       when 'sql' then _job.timeout + claim_run.lease
                                       else claim_run.lease end
         where s.job_name = _job.name
        returning s.* into _state;
        if not claim_run.is_forced and _job.misfire_policy = 'skip' and attempt = 1
            and due_at < _now - interval '1 minute'
        then
            perform ops._end_run(_state, 'skipped');
            continue;
        end if;

        name := _job.name;
        kind := _job.kind;
        command := _job.command;
        timeout := _job.timeout;
        return next;
        return;
    end loop;
end;
$function$;

comment on function ops.claim_run is
$$Takes the next due run of a scheduled job, and writes it down as running; no row when nothing is
due. A job has one run at a time. A run whose worker died is lost: it counts as a try that failed.

worker: who will run it. lease: a command (kind worker) that is not heard of (ops.extend_run) for
so long is lost; a statement is when its session ends, or so long after its timeout. job_name: of
this job only. kinds: sql, worker. is_forced: now, beside the schedule, also a job that is off.
Commit before the work begins. To be ended by ops.finish_run or ops.fail_run. Returns beside the
job: due_at, by the schedule; attempt, which try. Errors: 22023 a worker without a name, or no
lease; P0002 no such job. Writes: ops.job_states, ops.job_runs, audit.system_events. Locks: the
job's state.$$;

revoke execute on function ops.claim_run from public;
grant execute on function ops.claim_run to aquascene_worker, aquascene_admin;

create or replace function ops.next_run_in(kinds text[] default '{sql,worker}')
returns interval
language sql
stable
security definer                            -- so that workers need to read no tables
set search_path = pg_catalog, pg_temp
as $function$
    select greatest(min(case when ops._is_held(s, j.kind) then s.expires_at
                             else greatest(s.next_due_at, s.retry_at) end) - ops.now(),
                    interval '0')
      from ops.job_states as s
      join ops.scheduled_jobs as j on j.name = s.job_name
     where j.is_enabled and j.kind = any (next_run_in.kinds);
$function$;

comment on function ops.next_run_in is
$$Returns how long it is until a run is due, 0 when one is; null when there are no jobs. Who waits
so long also listens to the channel aquascene_jobs, for what changes meanwhile.

kinds: of these jobs. Errors: none.$$;

revoke execute on function ops.next_run_in from public;
grant execute on function ops.next_run_in to aquascene_worker, aquascene_admin;

commit;
