-- Deploy aquascene:content/functions/tidy_tags to pg
-- requires: content/functions/tidy_line

begin;
set local role aquascene_owner;

create or replace function content._tidy_tags(tags text[])
returns text[]
language sql
immutable
parallel safe
begin atomic
    select case
               when tags is null then null
               else array(
                   select d.name
                     from (select distinct on (lower(t.name)) t.name, t.place
                             from (select rtrim(left(content._tidy_line(u.name), 50)), u.place
                                     from unnest(tags) with ordinality as u (name, place)
                                  ) as t (name, place)
                            where t.name is not null
                            order by lower(t.name), t.place) as d
                    order by d.place
                    limit 30)
           end;
end;

comment on function content._tidy_tags is
$$Returns a list of tags as content keeps it: each one line of 50 characters at most, those that
differ only in upper and lower case once, as first written, 30 at most.

What is too much is cut and not refused: a page with a hundred keywords is still worth a draft.
tags: null gives null. Errors: none.$$;

revoke execute on function content._tidy_tags from public;

commit;
