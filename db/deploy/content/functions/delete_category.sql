-- Deploy aquascene:content/functions/delete_category to pg
-- requires: content/tables/content_categories
-- requires: content/tables/generated_content
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.delete_category(slug text)
returns content.content_categories
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- else it hopes to find a content soon, and reads all
as $function$
declare
    _category content.content_categories;
    _found    text;
begin
    perform admin.require('content.review');
    select c.* into _category
      from content.content_categories as c
     where c.slug = delete_category.slug
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no category %L', left(delete_category.slug, 100)),
            hint    = 'select slug, breadcrumb from content.category_tree lists them.';
    end if;

    select c.slug into _found
      from content.content_categories as c
     where c.parent_id = _category.id
     order by c.slug
     limit 1;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L has others below it', _category.slug),
            detail  = format('One of them is %s.', _found),
            hint    = 'Move or delete those first.';
    end if;
    select c.id::text into _found
      from content.generated_content as c
     where c.status = 'published' and c.categories @> array[_category.slug::text]
     limit 1;
    if not found then                       -- few beside what is published
        select c.id::text into _found
          from content.generated_content as c
         where c.status in ('draft', 'review', 'approved', 'scheduled', 'rejected',
                            'needs_revision', 'cancelled', 'archived')
           and c.categories @> array[_category.slug::text]
         limit 1;
    end if;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('category %L has contents', _category.slug),
            detail  = format('One of them is %s.', _found),
            hint    = 'Take it off them first, or call content.save_category with is_active => '
                      'false.';
    end if;

    delete from content.content_categories as c where c.id = _category.id;
    return _category;
end;
$function$;

comment on function content.delete_category is
$$Deletes a category that has neither others below it nor contents, in any status, and returns the
row that is gone.

slug: of the category. Needs the permission content.review. Content that is written meanwhile may
name it still; that is no worse than any other name that is not known, see
content.unknown_categories. Errors: 28000, 42501 see admin.require; P0002 no such category; 55000 it
has others below it, or contents. Writes: content.content_categories (audited). Locks: the row.$$;

revoke execute on function content.delete_category from public;
grant execute on function content.delete_category to aquascene_editor;

commit;
