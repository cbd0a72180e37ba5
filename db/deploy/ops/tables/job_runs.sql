-- Deploy aquascene:ops/tables/job_runs to pg
-- requires: ops/tables/scheduled_jobs
-- requires: ops/functions/enforce_transition
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.job_runs (
    id          uuid        not null default gen_random_uuid(),
    job_name    text        not null references ops.scheduled_jobs (name) on delete cascade,
    due_at      timestamptz not null,
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    status      text        not null default 'running',
    worker      text,
    attempt     integer     not null default 1,
    is_forced   boolean     not null default false,
    error       text,
    result      jsonb       not null default '{}',

    primary key (id, started_at),
    constraint job_runs_status_is_known
        check (status in ('running', 'succeeded', 'failed', 'timed_out', 'lost', 'skipped',
                          'returned')),
    constraint job_runs_end_after_they_start check (finished_at >= started_at),
    constraint job_runs_finished_has_finished_at
        check ((status = 'running') = (finished_at is null))
) partition by range (started_at);
create index job_runs_job_name_started_at_idx on ops.job_runs (job_name, started_at desc);

create table ops.job_runs_default
    partition of ops.job_runs default;
comment on table ops.job_runs_default is
$$Rows of ops.job_runs that no monthly partition took; should stay empty.$$;

insert into ops.partition_policies (table_name, partition_column, retention, description)
values ('ops.job_runs', 'started_at', interval '3 months',
        'Long enough to compare a quarter.');

create trigger transition before update of status on ops.job_runs
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('job_run');

comment on table ops.job_runs is $$Runs of scheduled jobs, partitioned by month.$$;
comment on column ops.job_runs.id is $$Identity of the run.$$;
comment on column ops.job_runs.job_name is $$The job.$$;
comment on column ops.job_runs.due_at is $$When the schedule asked for it.$$;
comment on column ops.job_runs.started_at is $$When it began.$$;
comment on column ops.job_runs.finished_at is $$When it ended; null while it runs.$$;
comment on column ops.job_runs.status is
$$running = in progress; succeeded; failed = ended with an error; timed_out = stopped for taking
too long; lost = its daemon died; skipped = too late, by the misfire policy; returned = its daemon
was told to stop, and gave it back.$$;
comment on column ops.job_runs.worker is $$Who ran it.$$;
comment on column ops.job_runs.attempt is $$Which try of this due time it is, from 1.$$;
comment on column ops.job_runs.is_forced is $$Whether somebody asked for it beside the schedule.$$;
comment on column ops.job_runs.error is $$What went wrong.$$;
comment on column ops.job_runs.result is $$What it reported.$$;
comment on index ops.job_runs_job_name_started_at_idx is
$$Used by ops.job_report and ops.latest_runs to find the last runs of a job, and by the foreign
key.$$;

grant select on ops.job_runs to aquascene_reader;

commit;
