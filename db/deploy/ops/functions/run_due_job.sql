-- Deploy aquascene:ops/functions/run_due_job to pg
-- requires: ops/functions/execute_run

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- A procedure that commits may not pin its search path: each name in it is whole.
create or replace procedure ops.run_due_job(job_name text)
language plpgsql
as $procedure$
declare
    _run          record;
    _is_more      boolean;
    _error        text;
    _is_timed_out boolean;
begin
    loop
        select c.run_id into _run
          from ops.claim_run('pg_cron', job_name => run_due_job.job_name,
                             kinds => pg_catalog.string_to_array('sql', ',')) as c;
        exit when _run.run_id is null;
        commit;
        loop
            _error := null;
            _is_timed_out := false;
            begin
                _is_more := ops.execute_run(_run.run_id);
            exception
                when query_canceled then
                    _error := sqlerrm;
                    _is_timed_out := true;
                when others then            -- whatever it is, it is written down
                    _error := sqlerrm;
            end;
            exit when _error is not null or not _is_more;
            commit;
        end loop;
        if _error is not null then
            perform ops.fail_run(_run.run_id, _error, _is_timed_out);
        end if;
        commit;
    end loop;
end;
$procedure$;

comment on procedure ops.run_due_job is
$$Runs what is due of a job whose kind is sql, each run committed by itself: what pg_cron calls.

job_name: of the job. Errors: P0002 no such job. What the job raises is written down as the failure
of its run. Writes: as ops.claim_run, ops.execute_run and ops.fail_run.$$;

revoke execute on procedure ops.run_due_job from public;
grant execute on procedure ops.run_due_job to aquascene_worker, aquascene_admin;

create or replace function ops.cancel_overdue_runs()
returns bigint
language sql
volatile                                    -- with the caller's rights: its own sessions
set search_path = pg_catalog, pg_temp
as $function$
    select count(*)
      from (select pg_cancel_backend(a.pid) as is_told
              from ops.job_states as s
              join ops.scheduled_jobs as j on j.name = s.job_name and j.kind = 'sql'
              join pg_stat_activity as a
                on a.pid = s.backend_pid and a.state = 'active' and a.usename = current_user
               and a.backend_start <= s.run_started_at     -- not a later one by that number
             where s.run_started_at + j.timeout < ops.now()) as c
     where c.is_told;
$function$;

comment on function ops.cancel_overdue_runs is
$$Stops the caller's own runs of statements that take longer than they may, and returns how many it
told: what pg_cron calls each minute, since a procedure cannot change its own statement_timeout.

Errors: none.$$;

revoke execute on function ops.cancel_overdue_runs from public;
grant execute on function ops.cancel_overdue_runs to aquascene_worker, aquascene_admin;

commit;
