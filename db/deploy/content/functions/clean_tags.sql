-- Deploy aquascene:content/functions/clean_tags to pg
-- requires: content/functions/tidy_tags
-- requires: content/tables/generated_content
-- requires: content/tables/content_tags

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._spell_tags(tags text[])
returns text[]
language plpgsql                            -- keeps its plan, which in SQL is made at each call
stable
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for a handful of tags is kept for many
as $function$
begin
    return array(
        select coalesce((select t.name
                           from content.content_tags as t
                          where lower(t.name) = lower(u.name)), u.name)
          from unnest(_spell_tags.tags) with ordinality as u (name, place)
         order by u.place);
end;
$function$;

comment on function content._spell_tags is
$$Returns tags as content.content_tags spells them; those that are not there stay.

tags: no null. Errors: none.$$;

create or replace function content._clean_tags()
returns trigger
language plpgsql
volatile
security definer                            -- writers need not read tags
set search_path = pg_catalog, pg_temp
as $function$
begin
    if cardinality(new.tags) > 0 and (tg_op = 'INSERT' or new.tags is distinct from old.tags) then
        new.tags := content._spell_tags(content._tidy_tags(new.tags));
    end if;
    return new;
end;
$function$;

comment on function content._clean_tags is
$$Trigger, before insert or update of tags for each row: tidies the tags, see content._tidy_tags,
and spells those that are known as content.content_tags does. Errors: none.$$;

-- Its name puts it before the trigger score, which looks at the tags.
create trigger clean_tags before insert or update of tags on content.generated_content
    for each row execute function content._clean_tags();

revoke execute on function content._spell_tags from public;
revoke execute on function content._clean_tags from public;

commit;
