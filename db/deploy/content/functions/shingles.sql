-- Deploy aquascene:content/functions/shingles to pg
-- requires: content/functions/normalize_text

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._shingles(normalized text)
returns bigint[]
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- A shingle is made of the hashes of its words: joining words as texts costs three times more.
    _words constant bigint[] := array(
        select hashtext(w.word)::bigint
          from string_to_table(left(_shingles.normalized, 100000), ' ') as w (word));
begin
    if cardinality(_words) < 3 then
        return array[hashtextextended(_shingles.normalized, 0)];
    end if;
    return array(
        select hashint8extended(_words[i] * 1000003 + _words[i + 1] * 8191 + _words[i + 2], 0)
          from generate_series(1, cardinality(_words) - 2) as i);
end;
$function$;

comment on function content._shingles is
$$Returns the shingles of a text: a hash of each run of three words, in order.

normalized: a text as content.normalize_text returns it; its first 100,000 characters are looked at.
Fewer than three words are one shingle. Errors: none.$$;

revoke execute on function content._shingles from public;

create or replace function content._overlap(
    shingles       bigint[],
    other_shingles bigint[],
    out jaccard    numeric,
    out contained  numeric
)
language sql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    with hit as (
        select max(s.of_first) + max(s.of_other) = 2 as is_in_both,
            max(s.of_first) = 1 as is_in_first
          from (select f.shingle, 1, 0 from unnest(_overlap.shingles) as f (shingle)
                union all
                select o.shingle, 0, 1 from unnest(_overlap.other_shingles) as o (shingle)
               ) as s (shingle, of_first, of_other)
         group by s.shingle
    )
    select round(count(*) filter (where h.is_in_both)::numeric / nullif(count(*), 0), 3),
           round(count(*) filter (where h.is_in_both)::numeric
                 / nullif(count(*) filter (where h.is_in_first), 0), 3)
      from hit as h;
$function$;

comment on function content._overlap is
$$Returns how far two texts' sets of shingles are the same: jaccard, the part of all their shingles
that is in both, and contained, the part of the first set that is in the other; 0 to 1.

shingles, other_shingles: as content._shingles returns them. Errors: none.$$;

revoke execute on function content._overlap from public;

create or replace function content.similarity(first text, second text)
returns numeric
language sql
immutable
strict
parallel safe
security definer                            -- its helpers are granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
    select o.jaccard
      from content._overlap(content._shingles(content.normalize_text(similarity.first)),
                            content._shingles(content.normalize_text(similarity.second))) as o;
$function$;

comment on function content.similarity is
$$Returns how alike two texts are, from 0 to 1: the Jaccard index of their runs of three words,
after content.normalize_text.

first, second: texts, looked at up to 100,000 characters; null gives null. Errors: none.$$;

revoke execute on function content.similarity from public;
grant execute on function content.similarity
    to aquascene_reader, aquascene_worker, aquascene_editor;

commit;
