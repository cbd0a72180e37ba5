-- Deploy aquascene:content/functions/fail_raw to pg
-- requires: content/functions/held_raw
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;

create or replace function content.fail_raw(raw_content_id uuid, worker text, error text)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _item   constant content.raw_content :=
        content._held_raw(fail_raw.raw_content_id, fail_raw.worker);
    _status constant text :=
        case when _item.attempts >= ops.setting('content.max_attempts')::integer
             then 'failed' else 'pending' end;
begin
    update content.raw_content as r
       set processing_status = _status,
           processing_error = fail_raw.error,
           claimed_by = null,
           lease_expires_at = null,
           next_attempt_at = ops.now() + (ops.setting('content.retry_delay') #>> '{}')::interval
                                         * power(2, _item.attempts - 1)
     where r.id = _item.id;
    return _status;
end;
$function$;

comment on function content.fail_raw is
$$Gives back a raw item that could not be processed, and returns the status it got.

raw_content_id, worker: as claimed. error: what went wrong. pending: it will be tried again after
content.retry_delay, doubled with each try; failed: content.max_attempts are used up.
Errors: P0002 no such item; 55000 the worker does not hold it any more.
Writes: content.raw_content.$$;

revoke execute on function content.fail_raw from public;
grant execute on function content.fail_raw to aquascene_worker;

commit;
