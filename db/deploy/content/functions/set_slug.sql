-- Deploy aquascene:content/functions/set_slug to pg
-- requires: content/tables/generated_content
-- requires: content/functions/slug

begin;
set local role aquascene_owner;

create or replace function content._set_slug()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on content
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- An address that readers may have kept does not follow the title.
    if tg_op = 'UPDATE' and (new.published_at is not null or new.slug is distinct from old.slug) then
        return new;
    end if;
    if tg_op = 'INSERT' and new.slug is not null then
        return new;
    end if;
    new.slug := content._slug(new.title, max_length => 75);
    if exists (select from content.generated_content as c
                where c.slug = new.slug and c.id <> new.id)
    then
        new.slug := content._slug(new.title, new.id::text, 75);
    end if;
    return new;
end;
$function$;

comment on function content._set_slug is
$$Trigger, before insert or update of title for each row: makes the slug of the title, until the content
was published once; one that is taken gets digits from the content's id. Errors: none.$$;

-- Before the trigger score, by name: a check looks at the slug.
create trigger a_slug before insert or update of title on content.generated_content
    for each row execute function content._set_slug();

revoke execute on function content._set_slug from public;

commit;
