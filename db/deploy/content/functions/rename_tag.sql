-- Deploy aquascene:content/functions/rename_tag to pg
-- requires: content/functions/count_tags
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Holds the table of tags against every statement that changes tags, so that no content keeps the
-- old name; whoever waits for it waits five seconds at most, for it stands in everybody's way.
create or replace function content.rename_tag(name text, new_name text)
returns content.content_tags
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set lock_timeout = '5s'
as $function$
declare
    _new_name constant text := content._tidy_line(rename_tag.new_name);
    _old      content.content_tags;
    _tag      content.content_tags;
    _slug     text;
begin
    perform admin.require('content.review');
    if _new_name is null or length(_new_name) > 50 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('new_name %L is not a tag', left(rename_tag.new_name, 100)),
            hint    = 'A tag is a line of 1 to 50 characters.';
    end if;

    lock table content.content_tags in share row exclusive mode;
    select t.* into _old
      from content.content_tags as t
     where lower(t.name) = lower(content._tidy_line(rename_tag.name));
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no tag %L', left(rename_tag.name, 100)),
            hint    = 'select name, usage_count from content.content_tags lists them.';
    end if;
    if exists (
        select from content.content_tags as t
         where lower(t.name) = lower(_new_name) and t.id <> _old.id
    ) then
        raise exception using
            errcode = 'unique_violation',
            message = format('there is a tag %L already', _new_name),
            hint    = format('Call content.merge_tags(array[%L], %L) to make one of both.',
                             _old.name, _new_name);
    end if;

    _slug := content._slug(_new_name);
    if exists (select from content.content_tags as t where t.slug = _slug and t.id <> _old.id) then
        _slug := content._slug(_new_name, lower(_new_name));
    end if;
    update content.content_tags as t
       set name = _new_name,
           slug = _slug,
           -- another name begins at 0, and the triggers count those that come to it
           usage_count = case when lower(_new_name) = lower(_old.name) then t.usage_count
                              else 0 end
     where t.id = _old.id;

    update content.generated_content as c
       set tags = array_replace(c.tags, _old.name::text, _new_name)
     where c.tags @> array[_old.name::text];

    select t.* into _tag from content.content_tags as t where t.id = _old.id;
    return _tag;
end;
$function$;

comment on function content.rename_tag is
$$Gives a tag another name, in all contents that have it, and returns its row.

name: of the tag, in upper or lower case. new_name: 1 to 50 characters; also the same name spelt
otherwise. The slug follows the name. Needs the permission content.review.
Errors: 28000, 42501 see admin.require; 22023 new_name is no tag; P0002 no such tag; 23505 there is
a tag of the new name; 55P03 others changed tags for five seconds.
Writes: content.content_tags, content.generated_content. Locks: content.content_tags against all who
change tags.$$;

revoke execute on function content.rename_tag from public;
grant execute on function content.rename_tag to aquascene_editor;

commit;
