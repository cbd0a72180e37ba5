-- Deploy aquascene:ops/functions/mirror_strays to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- A transaction that took its snapshot before a row was copied would not see the copy that it has
-- to change: it is refused.
create or replace function ops._mirror_strays()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the copy
set search_path = pg_catalog, pg_temp
as $function$
begin
    if tg_op = 'TRUNCATE' then
        execute format('truncate %s', tg_argv[0]);
        return null;
    end if;
    if tg_op <> 'INSERT' then
        if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
            raise exception using
                errcode = 'serialization_failure',
                message = format('rows of %s are being moved', tg_relid::regclass),
                hint    = 'Try again in a transaction that is read committed.';
        end if;
        execute format('delete from %s as t where %s', tg_argv[0], tg_argv[1]) using old;
    end if;
    if tg_op <> 'DELETE' then
        execute format('insert into %s (%s) overriding system value select %s '
                       'on conflict do nothing', tg_argv[0], tg_argv[2], tg_argv[3]) using new;
    end if;
    return null;
end;
$function$;

comment on function ops._mirror_strays is
$$Trigger on a default partition that is being drained: does to the copy what is done to it.

Arguments: the copy, the condition that finds a row by its key, the columns, their values.
Errors: 40001 rows are changed in a transaction that is not read committed.
Writes: the copy.$$;

revoke execute on function ops._mirror_strays from public;

commit;
