-- Deploy aquascene:content/functions/enforce_processing_transition to pg
-- requires: content/tables/raw_content
-- requires: ops/functions/check_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._enforce_processing_transition()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the diagram
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform ops._check_transition(tg_argv[0], old.processing_status, new.processing_status,
                                  tg_table_schema, tg_table_name, old.id::text);
    return new;
end;
$function$;

comment on function content._enforce_processing_transition is
$$Trigger, before update of processing_status for each row: ops.enforce_transition for the one
table whose status has another name.

Argument: the entity. Errors: 55000 no such edge.$$;

-- Not called for the edge that every item takes: a fifth of what completing a batch costs.
create trigger transition before update of processing_status on content.raw_content
    for each row when (old.processing_status is distinct from new.processing_status
                       and not (old.processing_status = 'pending'
                                and new.processing_status = 'completed'))
    execute function content._enforce_processing_transition('raw_content');

revoke execute on function content._enforce_processing_transition from public;

commit;
