-- Deploy aquascene:content/functions/count_tags to pg
-- requires: content/functions/clean_tags
-- requires: content/functions/slug

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Nobody may turn tags about (rename, merge) while a statement changes tags of content, and the
-- other way round. The lock comes before those of rows: asked for later, it could deadlock.
create or replace function content._begin_tag_change()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on tags
set search_path = pg_catalog, pg_temp
as $function$
begin
    lock table content.content_tags in row exclusive mode;
    if tg_op = 'UPDATE' then
        perform set_config('aquascene.tags_changed', 'on', true);
    end if;
    return null;
end;
$function$;

comment on function content._begin_tag_change is
$$Trigger, before each statement that may change tags of content: keeps content.rename_tag and
content.merge_tags out until the end of the transaction, and notes that there is something to count.
Errors: none. Locks: content.content_tags in row exclusive mode.$$;

-- Two at once cannot deadlock: tags are made in the order of their names, and then locked in that
-- order. Made first, since a tag that is being made is in nobody else's way yet.
create or replace function content._count_tags(names text[], amounts bigint[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for a handful of tags is kept for many
as $function$
declare
    _changes  jsonb;                        -- amount by name in lower case
    _keys     text[];
    _missing  text[];
    _misspelt text[];
begin
    select jsonb_object_agg(c.key, c.amount), array_agg(c.key) into _changes, _keys
      from (select lower(u.name), sum(u.amount)
              from unnest(_count_tags.names, _count_tags.amounts) as u (name, amount)
             group by lower(u.name)
            having sum(u.amount) <> 0) as c (key, amount);
    if _changes is null then
        return;
    end if;

    for _attempt in 1 .. 9 loop             -- a second only where a slug is taken
        select array_agg(n.name order by n.key) into _missing
          from (select lower(u.name), min(u.name)
                  from unnest(_count_tags.names) as u (name)
                 where (_changes ->> lower(u.name))::bigint > 0
                 group by lower(u.name)) as n (key, name)
         where (select t.id from content.content_tags as t where lower(t.name) = n.key) is null;
        exit when _missing is null;

        insert into content.content_tags (name, slug)
        select m.name,
               content._slug(m.name, case when _attempt > 1 then lower(m.name) || _attempt end)
          from unnest(_missing) with ordinality as m (name, place)
         order by m.place
            on conflict do nothing;
    end loop;

    with locked as (
        select t.id
          from content.content_tags as t
         where lower(t.name) = any (_keys)
         order by lower(t.name)
           for no key update
    ), changed as (
        update content.content_tags as t
           set usage_count = t.usage_count + (_changes ->> lower(t.name))::integer
         where t.id = any (array(select l.id from locked as l))
        returning t.name
    )
    select array_agg(u.name) into _misspelt
      from unnest(_count_tags.names) as u (name)
     where (_changes ->> lower(u.name))::bigint > 0
       and not exists (select from changed as c where c.name = u.name);

    -- Of two who bring a new tag at once, or in one statement, one spells it for both.
    if _misspelt is not null then
        update content.generated_content as c
           set tags = content._spell_tags(c.tags)
         where c.tags && _misspelt;
    end if;
end;
$function$;

comment on function content._count_tags is
$$Adds amounts to the usage_count of tags, and makes the tags that are not there.

names: of tags, in any spelling. amounts: contents more, or fewer, for each name.
Errors: none. Writes: content.content_tags; content.generated_content, when it spells a new tag
otherwise. Locks: the tags, in the order of their names in lower case.$$;

create or replace function content._count_inserted_tags()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on tags
set search_path = pg_catalog, pg_temp
as $function$
declare
    _names   text[];
    _amounts bigint[];
begin
    select array_agg(t.name), array_agg(t.amount) into _names, _amounts
      from (select u.name, count(*)
              from new_rows as n
             cross join lateral unnest(n.tags) as u (name)
             group by u.name) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$function$;

comment on function content._count_inserted_tags is
$$Trigger, after insert for each statement: counts the tags that came. Errors: none.
Writes: content.content_tags.$$;

-- An update of anything but tags costs one look at a setting: transition tables allow no list of
-- columns, but the trigger before the statement has one. Rows before and after are summed up, not
-- joined: a join planned for one row and kept for the session would be quadratic.
create or replace function content._count_updated_tags()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on tags
set search_path = pg_catalog, pg_temp
as $function$
declare
    _names   text[];
    _amounts bigint[];
begin
    if current_setting('aquascene.tags_changed', true) is distinct from 'on' then
        return null;
    end if;

    select array_agg(t.name), array_agg(t.amount) into _names, _amounts
      from (select c.name, sum(c.amount)
              from (select unnest(n.tags), 1 from new_rows as n
                    union all
                    select unnest(o.tags), -1 from old_rows as o) as c (name, amount)
             group by c.name
            having sum(c.amount) <> 0) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$function$;

comment on function content._count_updated_tags is
$$Trigger, after update for each statement: counts the tags that came and went. Errors: none.
Writes: content.content_tags.$$;

create or replace function content._count_deleted_tags()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on tags
set search_path = pg_catalog, pg_temp
as $function$
declare
    _names   text[];
    _amounts bigint[];
begin
    select array_agg(t.name), array_agg(-t.amount) into _names, _amounts
      from (select u.name, count(*)
              from old_rows as o
             cross join lateral unnest(o.tags) as u (name)
             group by u.name) as t (name, amount);
    if _names is not null then
        perform content._count_tags(_names, _amounts);
    end if;
    return null;
end;
$function$;

comment on function content._count_deleted_tags is
$$Trigger, after delete for each statement: counts the tags that went. Errors: none.
Writes: content.content_tags.$$;

create trigger begin_tag_change
    before insert or delete or update of tags on content.generated_content
    for each statement execute function content._begin_tag_change();

create trigger count_inserted_tags after insert on content.generated_content
    referencing new table as new_rows
    for each statement execute function content._count_inserted_tags();

create trigger count_updated_tags after update on content.generated_content
    referencing old table as old_rows new table as new_rows
    for each statement execute function content._count_updated_tags();

create trigger count_deleted_tags after delete on content.generated_content
    referencing old table as old_rows
    for each statement execute function content._count_deleted_tags();

revoke execute on function content._begin_tag_change from public;
revoke execute on function content._count_tags from public;
revoke execute on function content._count_inserted_tags from public;
revoke execute on function content._count_updated_tags from public;
revoke execute on function content._count_deleted_tags from public;

commit;
