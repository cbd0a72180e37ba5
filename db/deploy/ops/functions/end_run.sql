-- Deploy aquascene:ops/functions/end_run to pg
-- requires: ops/triggers/plan_job
-- requires: ops/tables/job_runs
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._end_run(
    state  ops.job_states,
    status text,
    error  text default null,
    result jsonb default '{}'
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now    constant timestamptz := ops.now();
    _job    ops.scheduled_jobs;
    _run    ops.job_runs;
    _is_over boolean;
    _is_its  boolean;
begin
    update ops.job_runs as r
       set status = _end_run.status,        -- the transaction may be as old as the work
           finished_at = greatest(_now + (clock_timestamp() - transaction_timestamp()),
                                  r.started_at),
           error = left(_end_run.error, 4000), result = coalesce(_end_run.result, '{}')
     where r.id = (_end_run.state).run_id and r.started_at = (_end_run.state).run_started_at
    returning r.* into _run;
    select j.* into _job from ops.scheduled_jobs as j where j.name = (_end_run.state).job_name;

    _is_over := _end_run.status in ('succeeded', 'skipped')
                or _end_run.status <> 'returned' and _run.attempt >= _job.max_attempts;
    -- Not when it was beside the schedule, or the job was planned anew meanwhile, or is off.
    _is_its := not _run.is_forced and (_end_run.state).next_due_at = _run.due_at;
    if _end_run.status not in ('succeeded', 'skipped', 'returned')
        and (_is_over or _run.is_forced)
    then
        perform audit.record_event(
            'job', 'job_failed',
            jsonb_build_object('job', _job.name, 'run_id', _run.id, 'due_at', _run.due_at,
                               'status', _end_run.status, 'attempts', _run.attempt,
                               'error', left(_end_run.error, 1000)),
            'error', 'jobs');
    end if;

    update ops.job_states as s
       set run_id = null, run_started_at = null, backend_pid = null, expires_at = null,
           next_due_at = case
               when _is_its is not true or not _is_over then s.next_due_at
               when _job.misfire_policy = 'run_all'
                   then ops.next_due(_job.schedule, _job.time_zone, s.next_due_at)
               else ops.next_due(_job.schedule, _job.time_zone, greatest(_now, s.next_due_at)) end,
           attempt_count = case when _is_its is not true then s.attempt_count
                                when _is_over then 0
                                when _end_run.status = 'returned' then _run.attempt - 1
                                else _run.attempt end,
           -- Half a minute, then twice as long each time, an hour at most; not all at once. That
           -- somebody died is not the job's fault.
           retry_at = case
               when _is_its is not true then s.retry_at
               when not _is_over and _end_run.status in ('failed', 'timed_out')
               then _now + (0.75 + 0.5 * random())
                    * least(interval '30 seconds' * 2.0 ^ least(_run.attempt - 1, 20),
                            interval '1 hour') end
     where s.job_name = _job.name;
    perform pg_notify('aquascene_jobs', _job.name);
end;
$function$;

comment on function ops._end_run is
$$Writes down how the run of a job ended, and when the job is due next: later, after a failure,
until max_attempts; then by its schedule and misfire policy.

state: its row, locked. status, error, result: as in ops.job_runs. Errors: none. Writes:
ops.job_runs, ops.job_states, audit.system_events.$$;

revoke execute on function ops._end_run from public;

commit;
