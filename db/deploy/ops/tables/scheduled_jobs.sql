-- Deploy aquascene:ops/tables/scheduled_jobs to pg
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;

create table ops.scheduled_jobs (
    name           text        not null primary key,
    description    text        not null,
    schedule       text        not null,
    time_zone      text        not null default 'UTC',
    kind           text        not null,
    command        text        not null,
    timeout        interval    not null default '5 minutes',
    misfire_policy text        not null default 'run_once',
    is_enabled     boolean     not null default true,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),

    constraint scheduled_jobs_schedule_has_five_fields
        check (array_length(regexp_split_to_array(btrim(schedule), '\s+'), 1) = 5),
    constraint scheduled_jobs_kind_is_known check (kind in ('sql', 'worker')),
    constraint scheduled_jobs_misfire_policy_is_known
        check (misfire_policy in ('skip', 'run_once', 'run_all')),
    constraint scheduled_jobs_timeout_is_positive check (timeout > interval '0')
);

create trigger updated_at before update on ops.scheduled_jobs
    for each row execute function ops.set_updated_at();

comment on table ops.scheduled_jobs is $$What runs when, by pg_cron or by the Python daemon.$$;
comment on column ops.scheduled_jobs.name is $$Name of the job.$$;
comment on column ops.scheduled_jobs.description is $$What it does and why then.$$;
comment on column ops.scheduled_jobs.schedule is $$Cron expression of five fields.$$;
comment on column ops.scheduled_jobs.time_zone is $$IANA zone in which the schedule is read.$$;
comment on column ops.scheduled_jobs.kind is
$$sql = a statement for the database; worker = a command of the Python layer.$$;
comment on column ops.scheduled_jobs.command is $$The statement or the command.$$;
comment on column ops.scheduled_jobs.timeout is $$A run longer than this is stopped.$$;
comment on column ops.scheduled_jobs.misfire_policy is
$$After downtime: skip = forget missed runs; run_once = make up for them with one; run_all = run
each.$$;
comment on column ops.scheduled_jobs.is_enabled is $$Whether it runs at all.$$;
comment on column ops.scheduled_jobs.created_at is $$When the job was added.$$;
comment on column ops.scheduled_jobs.updated_at is $$When it was last changed.$$;

grant select on ops.scheduled_jobs to aquascene_reader;

commit;
