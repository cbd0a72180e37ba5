-- Deploy aquascene:newsletter/functions/stamp_status to pg
-- requires: newsletter/tables/newsletter_issues
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._stamp_status()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    case new.status
        when 'scheduled' then
            new.scheduled_for := coalesce(new.scheduled_for, ops.now());
        when 'sending' then
            new.issue_date := coalesce(new.issue_date, (ops.now() at time zone 'UTC')::date);
        when 'sent' then
            new.sent_at := coalesce(new.sent_at, ops.now());
        else
            null;
    end case;
    return new;
end;
$function$;

comment on function newsletter._stamp_status is
$$Trigger, before insert or update of status for each row: an issue scheduled without a time is due
at once; the day of sending and the time of the end are noted. Errors: none.$$;

create trigger stamp_status before insert or update of status on newsletter.newsletter_issues
    for each row execute function newsletter._stamp_status();

revoke execute on function newsletter._stamp_status from public;

commit;
