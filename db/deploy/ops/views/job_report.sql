-- Deploy aquascene:ops/views/job_report to pg
-- requires: ops/tables/job_states
-- requires: ops/tables/job_runs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view ops.job_report as
select
    j.name,
    j.description,
    j.kind,
    j.schedule,
    j.time_zone,
    j.is_enabled,
    s.next_due_at,
    s.retry_at,
    s.run_id is not null as is_running,
    r.status as last_status,
    r.started_at as last_started_at,
    r.finished_at - r.started_at as last_duration,
    r.worker as last_worker,
    r.error as last_error
from ops.scheduled_jobs as j
join ops.job_states as s on s.job_name = j.name
left join lateral (
    select l.*
    from ops.job_runs as l
    where l.job_name = j.name
    order by l.started_at desc
    limit 1
) as r on true
order by j.name;

comment on view ops.job_report is $$One row for each scheduled job: when it is due,
    how it last went.$$;
comment on column ops.job_report.name is $$The job.$$;
comment on column ops.job_report.description is $$What it does and why then.$$;
comment on column ops.job_report.kind is $$sql or worker.$$;
comment on column ops.job_report.schedule is $$Cron expression.$$;
comment on column ops.job_report.time_zone is $$Zone in which the schedule is read.$$;
comment on column ops.job_report.is_enabled is $$Whether it runs at all.$$;
comment on column ops.job_report.next_due_at is $$The oldest due time that is not dealt with.$$;
comment on column ops.job_report.retry_at is $$Not before then, after a failure.$$;
comment on column ops.job_report.is_running is $$Whether a run is in progress.$$;
comment on column ops.job_report.last_status is $$How the last run went: as in ops.job_runs.$$;
comment on column ops.job_report.last_started_at is $$When the last run began.$$;
comment on column ops.job_report.last_duration is $$How long it took; null while it runs.$$;
comment on column ops.job_report.last_worker is $$Who ran it.$$;
comment on column ops.job_report.last_error is $$What went wrong, if something did.$$;

grant select on ops.job_report to aquascene_reader;

commit;
