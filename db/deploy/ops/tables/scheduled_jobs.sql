-- Deploy aquascene:ops/tables/scheduled_jobs to pg
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.scheduled_jobs (
    name           text        not null primary key,
    description    text        not null,
    schedule       text        not null,
    time_zone      text        not null default 'UTC',
    kind           text        not null,
    command        text        not null,
    timeout        interval    not null default '5 minutes',
    misfire_policy text        not null default 'run_once',
    max_attempts   integer     not null default 3,
    is_repeated    boolean     not null default false,
    is_enabled     boolean     not null default true,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),

    constraint scheduled_jobs_kind_is_known check (kind in ('sql', 'worker')),
    constraint scheduled_jobs_command_fits_the_kind
        check (kind <> 'sql' or command ~* '^\s*(select|with)\s'),
    constraint scheduled_jobs_misfire_policy_is_known
        check (misfire_policy in ('skip', 'run_once', 'run_all')),
    constraint scheduled_jobs_timeout_is_a_second_to_a_day
        check (timeout between interval '1 second' and interval '1 day'),
    constraint scheduled_jobs_max_attempts_is_1_to_100 check (max_attempts between 1 and 100)
);

create trigger updated_at before update on ops.scheduled_jobs
    for each row execute function ops.set_updated_at();

comment on table ops.scheduled_jobs is $$What runs when, by pg_cron or by the Python daemon.$$;
comment on column ops.scheduled_jobs.name is $$Name of the job.$$;
comment on column ops.scheduled_jobs.description is $$What it does and why then.$$;
comment on column ops.scheduled_jobs.schedule is $$Cron expression, see ops.next_due.$$;
comment on column ops.scheduled_jobs.time_zone is $$IANA zone in which the schedule is read.$$;
comment on column ops.scheduled_jobs.kind is
$$sql = a select in the database, with the rights of who runs the jobs; worker = a command of the
Python layer.$$;
comment on column ops.scheduled_jobs.command is
$$A select, with whole names; or a command: what stands behind aquascene.$$;
comment on column ops.scheduled_jobs.timeout is $$A run longer than this is stopped.$$;
comment on column ops.scheduled_jobs.misfire_policy is
$$After downtime: skip = forget runs that are over a minute late; run_once = make up for those
missed with one; run_all = run each.$$;
comment on column ops.scheduled_jobs.max_attempts is
$$So often a due run is tried before the job gives up on it and raises a system event.$$;
comment on column ops.scheduled_jobs.is_repeated is
$$Whether the statement is called again, each time in a transaction of its own, while the first
value that it returns is true or above 0: there is work left.$$;
comment on column ops.scheduled_jobs.is_enabled is $$Whether it runs at all.$$;
comment on column ops.scheduled_jobs.created_at is $$When the job was added.$$;
comment on column ops.scheduled_jobs.updated_at is $$When it was last changed.$$;

grant select on ops.scheduled_jobs to aquascene_reader;

commit;
