-- Deploy aquascene:content/functions/found_content to pg
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._found_content(content_id uuid)
returns content.generated_content
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _draft content.generated_content;
begin
    select c.* into _draft
      from content.generated_content as c
     where c.id = _found_content.content_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(_found_content.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;
    return _draft;
end;
$function$;

comment on function content._found_content is
$$Returns the row of content. Errors: P0002 no such content.$$;

revoke execute on function content._found_content from public;

commit;
