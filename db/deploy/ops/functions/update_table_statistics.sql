-- Deploy aquascene:ops/functions/update_table_statistics to pg
-- requires: audience/tables/subscriber_segment_memberships
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.update_table_statistics()
returns void
language plpgsql
volatile
security definer                            -- only the owner may analyze
set search_path = pg_catalog, pg_temp
as $function$
declare
    _table regclass;
begin
    for _table in
        select t.name::regclass
          from unnest(array['audience.subscribers', 'content.generated_content',
                            'analytics.content_metrics', 'analytics.newsletter_metrics'])
               as t (name)
    loop
        execute format('analyze %s', _table);
    end loop;
end;
$function$;

comment on function ops.update_table_statistics is
$$Analyzes subscribers, generated_content, content_metrics and newsletter_metrics. Run it nightly.

Errors: none. Locks: share update exclusive on each table.$$;

revoke execute on function ops.update_table_statistics from public;
grant execute on function ops.update_table_statistics to aquascene_admin, aquascene_worker;

commit;
