-- Deploy aquascene:ops/functions/set_job to pg
-- requires: ops/triggers/plan_job
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.set_job(
    name           text,
    schedule       text,
    command        text,
    description    text,
    kind           text default 'sql',
    time_zone      text default 'UTC',
    timeout        interval default '5 minutes',
    misfire_policy text default 'run_once',
    max_attempts   integer default 3,
    is_repeated    boolean default false,
    is_enabled     boolean default true
)
returns timestamptz
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('settings.manage');
    insert into ops.scheduled_jobs as j (
        name, schedule, command, description, kind, time_zone, timeout, misfire_policy,
        max_attempts, is_repeated, is_enabled)
    values (set_job.name, set_job.schedule, set_job.command, set_job.description, set_job.kind,
            set_job.time_zone, set_job.timeout, set_job.misfire_policy, set_job.max_attempts,
            set_job.is_repeated, set_job.is_enabled)
    on conflict on constraint scheduled_jobs_pkey do update
       set schedule = excluded.schedule, command = excluded.command,
           description = excluded.description, kind = excluded.kind,
           time_zone = excluded.time_zone, timeout = excluded.timeout,
           misfire_policy = excluded.misfire_policy, max_attempts = excluded.max_attempts,
           is_repeated = excluded.is_repeated, is_enabled = excluded.is_enabled;
    return (select s.next_due_at from ops.job_states as s where s.job_name = set_job.name);
end;
$function$;

comment on function ops.set_job is
$$Adds a scheduled job, or changes it, and returns when it is next due; null when it is off.

Arguments: as the columns of ops.scheduled_jobs; a statement runs with the rights of who runs jobs,
so that nothing is gained by writing one. A person who acts needs the permission settings.manage.
Errors: 28000, 42501 see admin.require; 22023 the schedule or the zone is none; 23514 a
kind, misfire_policy, timeout or max_attempts that cannot be; 23502 one of them is null.
Writes: ops.scheduled_jobs (audited), ops.job_states.$$;

revoke execute on function ops.set_job from public;
grant execute on function ops.set_job to aquascene_admin;

create or replace function ops._changed_job(name text, is_changed boolean)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not _changed_job.is_changed then
        raise exception using
            errcode = 'no_data_found',
            message = format('no job %L', _changed_job.name),
            hint    = 'select name from ops.scheduled_jobs lists them.';
    end if;
end;
$function$;

comment on function ops._changed_job is
$$Refuses a job that is not there. Errors: P0002 no such job.$$;

revoke execute on function ops._changed_job from public;

create or replace function ops.enable_job(name text, is_enabled boolean default true)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('settings.manage');
    update ops.scheduled_jobs as j
       set is_enabled = enable_job.is_enabled
     where j.name = enable_job.name;
    perform ops._changed_job(enable_job.name, found);
end;
$function$;

comment on function ops.enable_job is
$$Switches a scheduled job on, from its next due time, or off; a run in progress goes on.

name: of the job. A person who acts needs the permission settings.manage. Errors: 28000, 42501 see
admin.require; P0002 no such job; 23502 is_enabled is null.
Writes: ops.scheduled_jobs (audited), ops.job_states.$$;

revoke execute on function ops.enable_job from public;
grant execute on function ops.enable_job to aquascene_admin;

create or replace function ops.remove_job(name text)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('settings.manage');
    delete from ops.scheduled_jobs as j where j.name = remove_job.name;
    perform ops._changed_job(remove_job.name, found);
end;
$function$;

comment on function ops.remove_job is
$$Removes a scheduled job and what is known of its runs.

name: of the job. A person who acts needs the permission settings.manage. Errors: 28000, 42501 see
admin.require; P0002 no such job. Writes: ops.scheduled_jobs (audited).$$;

revoke execute on function ops.remove_job from public;
grant execute on function ops.remove_job to aquascene_admin;

commit;
