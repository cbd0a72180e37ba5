-- Deploy aquascene:content/functions/schedule to pg
-- requires: content/functions/move
-- requires: content/functions/check_publishable
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.schedule(
    content_id      uuid,
    scheduled_for   timestamptz,
    override_reason text default null
)
returns content.generated_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft content.generated_content;
begin
    perform admin.require('content.publish');
    if schedule.scheduled_for is null or schedule.scheduled_for <= ops.now()
        or not isfinite(schedule.scheduled_for)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('scheduled_for %s is not in the future',
                             coalesce(schedule.scheduled_for::text, 'null')),
            hint    = 'Give a later time, or call content.publish to publish now.';
    end if;

    _draft := content._move(schedule.content_id, 'schedule',
                            scheduled_for => schedule.scheduled_for);
    perform content._check_publishable(_draft, schedule.override_reason);
    return _draft;
end;
$function$;

comment on function content.schedule is
$$Schedules approved content for publication and returns its row.

scheduled_for: when to publish, later than now; content.publish_due does. override_reason: why
content below the quality workflow.min_quality is published all the same; needs the permission
content.override, and is audited. Needs the permission content.publish. Errors: 28000, 42501 see
admin.require; 22023 time not in the future; P0002 no such content; 55000 not approved, quality
too low, or a picture without alternative text.$$;

revoke execute on function content.schedule from public;
grant execute on function content.schedule to aquascene_editor;

commit;
