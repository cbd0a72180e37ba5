-- Deploy aquascene:content/functions/fail_raw to pg
-- requires: content/functions/return_raw
-- requires: content/tables/raw_queue
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.fail_raw(raw_content_id uuid, worker text, error text)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _attempts constant integer :=
        content._return_raw(array[fail_raw.raw_content_id], fail_raw.worker);
    _status   constant text :=
        case when _attempts >= ops.setting('content.max_attempts')::integer
             then 'failed' else 'pending' end;
begin
    update content.raw_content as r
       set processing_status = _status, processing_error = fail_raw.error,
           updated_at = ops.now()
     where r.id = fail_raw.raw_content_id;
    if _status = 'pending' then
        insert into content.raw_queue (raw_content_id, attempts, next_attempt_at)
        values (fail_raw.raw_content_id, _attempts,
                ops.now() + least((ops.setting('content.retry_delay') #>> '{}')::interval
                                      * power(2, least(_attempts - 1, 20)),
                                  interval '1 day'));
    end if;
    return _status;
end;
$function$;

comment on function content.fail_raw is
$$Gives back a raw item that could not be processed, and returns the status it got.

raw_content_id, worker: as claimed. error: what went wrong. pending: it will be tried again after
content.retry_delay, doubled with each try, up to a day; failed: content.max_attempts are used up;
content.requeue_raw lets it wait again.
Errors: P0002 no such item; 55000 the worker does not hold it any more.
Writes: content.raw_leases, content.raw_queue, content.raw_content.$$;

revoke execute on function content.fail_raw from public;
grant execute on function content.fail_raw to aquascene_worker;

commit;
