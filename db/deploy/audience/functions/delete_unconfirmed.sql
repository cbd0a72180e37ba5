-- Deploy aquascene:audience/functions/delete_unconfirmed to pg
-- requires: audience/tables/subscribers
-- requires: audience/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.delete_unconfirmed(batch_size integer default 10000)
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with late as (
        select s.id
          from audience.subscribers as s
         where s.status = 'unconfirmed' and s.confirmed_at is null
           and s.subscription_date
                   <= ops.now() - (ops.setting('audience.confirm_within') #>> '{}')::interval
                      - (ops.setting('audience.keep_unconfirmed') #>> '{}')::interval
         order by s.id
         limit delete_unconfirmed.batch_size
           for update skip locked
    ), deleted as (
        delete from audience.subscribers as s
         using late as l
         where s.id = l.id
        returning s.id
    )
    select count(*) from deleted;
$function$;

comment on function audience.delete_unconfirmed is
$$Deletes sign-ups that nobody ever confirmed, audience.keep_unconfirmed after they could be
confirmed no more, and returns how many; as many as batch_size: call it again.

Errors: 2201W a negative batch_size. Writes: audience.subscribers and what refers to them. Locks:
the subscribers, without waiting.$$;

revoke execute on function audience.delete_unconfirmed from public;
grant execute on function audience.delete_unconfirmed to aquascene_worker, aquascene_admin;

commit;
