-- Deploy aquascene:content/functions/merge_tags to pg
-- requires: content/functions/count_tags
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Holds the table of tags as content.rename_tag does, and waits as briefly.
create or replace function content.merge_tags(from_names text[], into_name text)
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set lock_timeout = '5s'
as $function$
declare
    _into_name text;
    _from      text[];
    _changed   bigint := 0;
begin
    perform admin.require('content.review');
    lock table content.content_tags in share row exclusive mode;
    select t.name into _into_name
      from content.content_tags as t
     where lower(t.name) = lower(content._tidy_line(merge_tags.into_name));
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no tag %L', left(merge_tags.into_name, 100)),
            hint    = 'Merge into a tag that is there, and rename it by content.rename_tag.';
    end if;
    select array_agg(distinct t.name::text) into _from
      from unnest(merge_tags.from_names) as f (name)
      join content.content_tags as t on lower(t.name) = lower(content._tidy_line(f.name))
     where t.name <> _into_name;

    if _from is not null then
        -- Of a tag that is there twice afterwards, the trigger clean_tags drops the second.
        update content.generated_content as c
           set tags = array(
                   select case when u.name = any (_from) then _into_name else u.name end
                     from unnest(c.tags) with ordinality as u (name, place)
                    order by u.place)
         where c.tags && _from;
        get diagnostics _changed = row_count;

        delete from content.content_tags as t where t.name = any (_from);
    end if;
    return _changed;
end;
$function$;

comment on function content.merge_tags is
$$Replaces tags by another in all contents that have them, deletes them, and returns the number of
contents that it changed.

from_names: tags to replace; those that are not there, or not any more, are passed over, so that it
may be called again. into_name: the tag that stays. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; P0002 no tag into_name; 55P03 others changed tags for five
seconds. Writes: content.content_tags, content.generated_content. Locks: content.content_tags
against all who change tags.$$;

revoke execute on function content.merge_tags from public;
grant execute on function content.merge_tags to aquascene_editor;

commit;
