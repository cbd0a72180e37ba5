-- Deploy aquascene:content/functions/publish to pg
-- requires: content/functions/move
-- requires: content/functions/check_publishable
-- requires: admin/functions/require
-- requires: content/functions/stamp_status
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.publish(content_id uuid, override_reason text default null)
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
    _draft := content._move(publish.content_id, 'publish');
    perform content._check_publishable(_draft, publish.override_reason);
    perform ops._emit('content.published', jsonb_build_object(
        'content_id', _draft.id, 'slug', _draft.slug, 'published_at', _draft.published_at));
    return _draft;
end;
$function$;

comment on function content.publish is
$$Publishes approved or scheduled content now and returns its row.

override_reason: why content below the quality workflow.min_quality is published all the same; needs
the permission content.override, and is audited. Needs the permission content.publish.
Errors: 28000, 42501 see admin.require; P0002 no such content; 55000 neither approved nor scheduled,
quality too low, or a picture without alternative text.$$;

revoke execute on function content.publish from public;
grant execute on function content.publish to aquascene_editor;

commit;
