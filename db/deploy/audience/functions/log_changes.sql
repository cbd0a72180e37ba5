-- Deploy aquascene:audience/functions/log_changes to pg
-- requires: audience/tables/subscriber_changes
-- requires: audience/tables/subscribers
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/subscriber_engagement

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._log_subscribers()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the log
set search_path = pg_catalog, pg_temp
as $function$
begin
    insert into audience.subscriber_changes (source, subscriber_ids)
    select case tg_op when 'UPDATE' then 'subscribers' end, array_agg(n.id)
      from (select r.id, row_number() over () / 10000 as part from new_rows as r) as n
     group by n.part;
    return null;
end;
$function$;

comment on function audience._log_subscribers is
$$Trigger, after insert or update of subscribers for each statement: writes down who changed.
Errors: none.$$;

revoke execute on function audience._log_subscribers from public;

create or replace function audience._log_changes()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the log
set search_path = pg_catalog, pg_temp
as $function$
begin
    insert into audience.subscriber_changes (source, subscriber_ids)
    select tg_table_name, array_agg(n.subscriber_id)
      from (select r.subscriber_id, row_number() over () / 10000 as part from new_rows as r) as n
     group by n.part;
    return null;
end;
$function$;

comment on function audience._log_changes is
$$Trigger, after insert or update of what belongs to subscribers for each statement: writes down
whose rows changed. Errors: none.$$;

revoke execute on function audience._log_changes from public;

create trigger log_inserts after insert on audience.subscribers
    referencing new table as new_rows
    for each statement execute function audience._log_subscribers();
create trigger log_updates after update on audience.subscribers
    referencing new table as new_rows
    for each statement execute function audience._log_subscribers();
create trigger log_inserts after insert on audience.subscription_preferences
    referencing new table as new_rows
    for each statement execute function audience._log_changes();
create trigger log_updates after update on audience.subscription_preferences
    referencing new table as new_rows
    for each statement execute function audience._log_changes();
create trigger log_inserts after insert on audience.subscriber_engagement
    referencing new table as new_rows
    for each statement execute function audience._log_changes();
create trigger log_updates after update on audience.subscriber_engagement
    referencing new table as new_rows
    for each statement execute function audience._log_changes();

commit;
