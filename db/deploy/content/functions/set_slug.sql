-- Deploy aquascene:content/functions/set_slug to pg
-- requires: content/tables/generated_content
-- requires: content/functions/slug

begin;
set local role aquascene_owner;

create or replace function content._set_slug()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    if tg_op = 'INSERT' then
        new.slug := coalesce(new.slug, content._slug(new.title, new.id::text, 75));
    elsif new.published_at is null and new.slug is not distinct from old.slug then
        new.slug := content._slug(new.title, new.id::text, 75);
    end if;
    return new;
end;
$function$;

comment on function content._set_slug is
$$Trigger, before insert or update of title for each row: makes the slug of the title, with eight
digits of a hash of the id, so that two articles of one title, written at the same instant, have
addresses of their own. It follows the title until the content is published for the first time,
unless it is given. Errors: none.$$;

-- Before the trigger score, by name: a check looks at the slug.
create trigger a_slug before insert or update of title on content.generated_content
    for each row execute function content._set_slug();

revoke execute on function content._set_slug from public;

commit;
