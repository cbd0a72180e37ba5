-- Deploy aquascene:content/functions/tidy_tags to pg
-- requires: content/functions/tidy_line

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._tidy_tags(tags text[])
returns text[]
language plpgsql                            -- keeps its plan, which in SQL is made at each call
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
begin
    if _tidy_tags.tags is null then
        return null;
    end if;
    return array(
        select d.name
          from (select distinct on (lower(t.name)) t.name, t.place
                  from (select rtrim(left(content._tidy_line(u.name), 50)), u.place
                          from unnest(_tidy_tags.tags) with ordinality as u (name, place)
                       ) as t (name, place)
                 where t.name is not null
                 order by lower(t.name), t.place) as d
         order by d.place
         limit 30);
end;
$function$;

comment on function content._tidy_tags is
$$Returns a list of tags as content keeps it: each one line of 50 characters at most, those that
differ only in upper and lower case once, as first written, 30 at most.

What is too much is cut and not refused: a page with a hundred keywords is still worth a draft.
tags: null gives null. Errors: none.$$;

revoke execute on function content._tidy_tags from public;

commit;
