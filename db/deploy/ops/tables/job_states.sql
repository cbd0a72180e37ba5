-- Deploy aquascene:ops/tables/job_states to pg
-- requires: ops/tables/scheduled_jobs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.job_states (
    job_name       text        not null primary key
        references ops.scheduled_jobs (name) on update cascade on delete cascade,
    next_due_at    timestamptz,
    attempt_count  integer     not null default 0,
    retry_at       timestamptz,
    run_id         uuid,
    run_started_at timestamptz,
    backend_pid    integer,
    expires_at     timestamptz,

    constraint job_states_attempt_count_is_a_count check (attempt_count >= 0),
    constraint job_states_run_is_whole check (
        num_nonnulls(run_id, run_started_at, backend_pid, expires_at) in (0, 4))
) with (fillfactor = 50);

comment on table ops.job_states is
$$Where each scheduled job stands: when it is next due, and who is running it. Its row's lock is
what makes each due run one run.$$;
comment on column ops.job_states.job_name is $$The job.$$;
comment on column ops.job_states.next_due_at is
$$The oldest due time that is not dealt with; null while the job is off.$$;
comment on column ops.job_states.attempt_count is $$Tries of this due time that failed.$$;
comment on column ops.job_states.retry_at is $$Not before then, after a failure.$$;
comment on column ops.job_states.run_id is $$The run in progress, of ops.job_runs.$$;
comment on column ops.job_states.run_started_at is $$When it began.$$;
comment on column ops.job_states.backend_pid is $$The server process that claimed it.$$;
comment on column ops.job_states.expires_at is $$After this it counts as lost.$$;

grant select on ops.job_states to aquascene_reader;

commit;
