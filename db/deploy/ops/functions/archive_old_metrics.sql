-- Deploy aquascene:ops/functions/archive_old_metrics to pg
-- requires: ops/functions/apply_retention

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.archive_old_metrics()
returns void
language plpgsql
volatile
security definer                            -- only the owner drops partitions
set search_path = pg_catalog, pg_temp
as $function$
declare
    _table text;
begin
    foreach _table in array array['analytics.content_metrics', 'analytics.newsletter_metrics',
                                  'audit.audit_log']
    loop
        while exists (select from ops.apply_retention(_table)) loop
            null;
        end loop;
    end loop;
end;
$function$;

comment on function ops.archive_old_metrics is
$$Removes content metrics, newsletter metrics and audit rows older than their retention
(2 years, 1 year, 6 months unless ops.partition_policies says otherwise), in one transaction, as the
seed has it. The job retention does it in short ones.

Errors: P0002 a policy is missing; 55P03 see ops.apply_retention.$$;

revoke execute on function ops.archive_old_metrics from public;
grant execute on function ops.archive_old_metrics to aquascene_admin, aquascene_worker;

commit;
