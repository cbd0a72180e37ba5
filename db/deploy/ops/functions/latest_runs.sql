-- Deploy aquascene:ops/functions/latest_runs to pg
-- requires: ops/tables/job_runs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.latest_runs(
    job_name  text default null,
    row_limit integer default 20
)
returns setof ops.job_runs
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    -- Those of each job by its index: no index has all runs in order, and none is needed.
    select r.*
      from ops.scheduled_jobs as j
     cross join lateral (
           select l.*
             from ops.job_runs as l
            where l.job_name = j.name
            order by l.started_at desc
            limit latest_runs.row_limit) as r
     where j.name = latest_runs.job_name or latest_runs.job_name is null
     order by r.started_at desc
     limit latest_runs.row_limit;
$function$;

comment on function ops.latest_runs is
$$Returns the latest runs of a job, or of all, the newest first.

job_name: null = of all. row_limit: so many. Errors: 2201W a negative row_limit.$$;

revoke execute on function ops.latest_runs from public;
grant execute on function ops.latest_runs to aquascene_reader;

commit;
