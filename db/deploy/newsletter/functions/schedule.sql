-- Deploy aquascene:newsletter/functions/schedule to pg
-- requires: newsletter/functions/move
-- requires: newsletter/functions/unready_articles
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.schedule(issue_id uuid, scheduled_for timestamptz)
returns newsletter.newsletter_issues
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _unready text;
begin
    perform admin.require('newsletter.send');
    if schedule.scheduled_for is null or schedule.scheduled_for < ops.now()
        or not isfinite(schedule.scheduled_for)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('scheduled_for %s is no time from now on',
                             coalesce(schedule.scheduled_for::text, 'null')),
            hint    = 'Give a later time, or now() to send as soon as a worker comes.';
    end if;

    select newsletter._unready_articles(i.content_ids, schedule.scheduled_for) into _unready
      from newsletter.newsletter_issues as i
     where i.id = schedule.issue_id and i.status = 'approved';
    if _unready is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('not published by %s: %s', schedule.scheduled_for, _unready),
            hint    = 'Publish these articles first, or give a later time.';
    end if;

    return newsletter._move(schedule.issue_id, 'schedule',
                            scheduled_for => schedule.scheduled_for);
end;
$function$;

comment on function newsletter.schedule is
$$Schedules an approved issue and returns its row.

scheduled_for: when to send; now() for at once. Needs the permission newsletter.send.
Errors: 28000, 42501 see admin.require; 22023 a time in the past,
or one by which not all articles are published; P0002 no such issue; 55000 not
approved.$$;

revoke execute on function newsletter.schedule from public;
grant execute on function newsletter.schedule to aquascene_editor;

commit;
