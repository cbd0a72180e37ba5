-- Deploy aquascene:ops/triggers/plan_job to pg
-- requires: ops/tables/job_states
-- requires: ops/functions/next_due

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._plan_job()
returns trigger
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- What is due stays due when nothing changed that decides when.
    if tg_op = 'UPDATE'
        and (old.schedule, old.time_zone, old.is_enabled)
            = (new.schedule, new.time_zone, new.is_enabled)
    then
        return null;
    end if;
    insert into ops.job_states as s (job_name, next_due_at)
    values (new.name,
            case when new.is_enabled then ops.next_due(new.schedule, new.time_zone) end)
    on conflict on constraint job_states_pkey do update
       set next_due_at = excluded.next_due_at, attempt_count = 0, retry_at = null;
    perform pg_notify('aquascene_jobs', new.name);
    return null;
end;
$function$;

comment on function ops._plan_job is
$$Trigger, after insert or update of a scheduled job: works out when it is next due, and wakes the
daemons; not when its schedule, zone and switch are as before. Errors: 22023 the schedule or the
zone is none.$$;

revoke execute on function ops._plan_job from public;

create trigger plan after insert or update of schedule, time_zone, is_enabled on ops.scheduled_jobs
    for each row execute function ops._plan_job();

commit;
