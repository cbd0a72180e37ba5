-- Deploy aquascene:content/functions/check_publishable to pg
-- requires: content/functions/missing_alt_text
-- requires: content/data/settings
-- requires: admin/functions/require
-- requires: audit/functions/record_event
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._check_publishable(
    draft           content.generated_content,
    override_reason text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _min_quality constant numeric := ops.setting('workflow.min_quality')::numeric;
    _pictures    text;
begin
    select string_agg(m.filename, ', ' order by m.filename) into _pictures
      from content._missing_alt_text(draft.id) as m;
    if _pictures is not null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('pictures lack an alternative text: %s', _pictures),
            detail  = format('The id of the content is %s.', draft.id),
            hint    = 'Say what they show, with content.set_alt_text, for who cannot see them.';
    end if;

    if draft.quality_score >= _min_quality then
        return;
    end if;
    if coalesce(override_reason, '') !~ '\S' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('quality %s is below %s', draft.quality_score, _min_quality),
            detail  = format('The id of the content is %s.', draft.id),
            hint    = 'content.quality_report says what to mend; an admin may give an '
                      'override_reason.';
    end if;
    perform admin.require('content.override');
    perform audit.record_event(
        'workflow', 'quality_overridden',
        jsonb_build_object('content_id', draft.id, 'quality_score', draft.quality_score,
                           'min_quality', _min_quality, 'reason', override_reason,
                           'user_id', ops._actor()),
        'warning', 'content');
end;
$function$;

comment on function content._check_publishable is
$$Refuses content that must not be published: pictures without alternative text, or a quality below
workflow.min_quality that nobody with the permission content.override vouches for, with a reason.

Errors: 55000 not fit; 42501 the acting person may not override. Writes: audit.system_events when it
is overridden.$$;

revoke execute on function content._check_publishable from public;

commit;
