-- Deploy aquascene:content/functions/stamp_status to pg
-- requires: content/tables/generated_content
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._stamp_status()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    case new.status
        when 'scheduled' then
            new.scheduled_for := coalesce(new.scheduled_for, ops.now());
        when 'published', 'archived' then
            new.published_at := coalesce(new.published_at, ops.now());
        else
            null;
    end case;
    return new;
end;
$function$;

comment on function content._stamp_status is
$$Trigger, before insert or update of status for each row: what is scheduled without a time is due
at once, what is published without a time was published now. Errors: none.$$;

create trigger stamp_status before insert or update of status on content.generated_content
    for each row execute function content._stamp_status();

revoke execute on function content._stamp_status from public;

commit;
