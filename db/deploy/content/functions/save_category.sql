-- Deploy aquascene:content/functions/save_category to pg
-- requires: content/functions/refuse_category_cycle
-- requires: content/functions/tidy_line
-- requires: content/functions/slug
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.save_category(
    slug        text,
    name        text,
    description text default null,
    parent      text default null,
    sort_order  integer default 0,
    is_active   boolean default true
)
returns content.content_categories
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _name      constant text := content._tidy_line(save_category.name);
    _parent_id integer;
    _category  content.content_categories;
begin
    perform admin.require('content.review');
    if save_category.slug is null or length(save_category.slug) > 100
        or save_category.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not a slug', left(save_category.slug, 100)),
            hint    = format('Give up to 100 lower-case letters, digits and hyphens, such as %s.',
                             content._slug(coalesce(save_category.name, save_category.slug, 'a')));
    end if;
    if _name is null or length(_name) > 100 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not a name', left(save_category.name, 100)),
            hint    = 'A name is a line of 1 to 100 characters.';
    end if;
    if save_category.parent = save_category.slug then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L would be below itself', save_category.slug),
            hint    = 'Name another as parent, or none.';
    end if;
    if save_category.parent is not null then
        select c.id into _parent_id
          from content.content_categories as c
         where c.slug = save_category.parent;
        if not found then
            raise exception using
                errcode = 'no_data_found',
                message = format('no category %L', left(save_category.parent, 100)),
                hint    = 'select slug, breadcrumb from content.category_tree lists them.';
        end if;
    end if;

    insert into content.content_categories as c (
        slug, name, description, parent_id, sort_order, is_active)
    values (
        save_category.slug, _name, save_category.description, _parent_id,
        save_category.sort_order, save_category.is_active)
    on conflict on constraint content_categories_slug_key do update
       set name = excluded.name,
           description = excluded.description,
           parent_id = excluded.parent_id,
           sort_order = excluded.sort_order,
           is_active = excluded.is_active
    returning c.* into _category;
    return _category;
end;
$function$;

comment on function content.save_category is
$$Adds a category, or changes the one of that slug, and returns its row.

slug: by which content names it. name: 1 to 100 characters. parent: slug of the category above; null
puts it at the top. sort_order: place among its siblings. is_active: whether it may be chosen. Needs
the permission content.review. Errors: 28000, 42501 see admin.require; 22023 bad slug or name; P0002
no such parent; 55000 it would be below itself, or deeper than ten levels; 23505 another category
has the name; 23502 sort_order or is_active is null; 23503 the parent was deleted meanwhile.
Writes: content.content_categories (audited).$$;

revoke execute on function content.save_category from public;
grant execute on function content.save_category to aquascene_editor;

commit;
