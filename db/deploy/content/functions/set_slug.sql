-- Deploy aquascene:content/functions/set_slug to pg
-- requires: content/tables/generated_content
-- requires: content/functions/slug

-- Two who write the same title at once do not wait for each other, nor fails one of them: who does
-- not get the lock takes a slug with a hash. The locks are few, however many rows a transaction
-- writes; at worst a slug has a hash that it did not need.
begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._set_slug()
returns trigger
language plpgsql
volatile
security definer                            -- looks at all content, and its helper is private
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
begin
    if tg_op = 'UPDATE' then
        if old.published_at is not null and old.slug is not null then
            if new.slug <> old.slug then
                raise exception using
                    errcode = 'object_not_in_prerequisite_state',
                    message = format('the address %s is published and cannot be changed', old.slug),
                    detail  = format('The id of the content is %s.', old.id),
                    hint    = 'Leave slug out; links to it would break.';
            end if;
            new.slug := old.slug;
            return new;
        end if;
        -- A slug that was made of the title follows it, until it is published.
        if new.slug = old.slug and new.title <> old.title
            and old.slug in (content._slug(old.title, null, 75),
                             content._slug(old.title, old.id::text, 75))
        then
            new.slug := null;
        end if;
    end if;

    if new.slug is null then
        new.slug := content._slug(new.title, null, 75);
        if not pg_try_advisory_xact_lock(
                   hashtext('content.generated_content.slug'), hashtext(new.slug) & 255)
            or exists (select from content.generated_content as c
                        where c.slug = new.slug and c.id <> new.id)
        then
            new.slug := content._slug(new.title, new.id::text, 75);
        end if;
    end if;
    return new;
end;
$function$;

comment on function content._set_slug is
$$Trigger, before insert or update of title or slug for each row: makes a slug of the title where
there is none, with eight digits of a hash when it is taken; keeps it after the first publication.

Errors: 55000 the slug is published already. Locks: an advisory lock, tried without waiting, on one
of 256 numbers, until the transaction ends.$$;

-- Before the trigger score, by name: a check looks at the slug.
create trigger a_slug
    before insert or update of title, slug on content.generated_content
    for each row execute function content._set_slug();

revoke execute on function content._set_slug from public;

commit;
