-- Deploy aquascene:content/functions/minhash_bands to pg
-- requires: content/functions/shingles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._minhash_bands(shingles bigint[])
returns integer[]
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _minima bigint[];
begin
    -- One hash per shingle serves all 24 positions: each position is the least hash of its own
    -- share of the shingles. A position without shingles, as short texts have, falls back to a hash
    -- of its own over all of them.
    _minima := array(
        select coalesce(
                   f.least_hash,
                   (select min(hashint8extended(s, p.position)) from unnest(shingles) as s))
          from generate_series(0, 23) as p (position)
          left join (
               select (s & 9223372036854775807) % 24 as position, min(s) as least_hash
                 from unnest(shingles) as s
                group by 1
               ) as f using (position)
         order by p.position);
    return array(
        select hash_array(array[_minima[3 * b + 1], _minima[3 * b + 2], _minima[3 * b + 3], b])
          from generate_series(0, 7) as b);
end;
$function$;

comment on function content._minhash_bands is
$$Returns the MinHash signature of a set of shingles as 8 bands of 3 positions each.

shingles: as content._shingles returns them. Two sets of Jaccard index J have a band in common with
probability 1 - (1 - J³)⁸: 99.7 % at 0.8, 96 % at 0.7, 41 % at 0.4, 0.8 % at 0.1. Method: one
permutation hashing (Li, Owen and Zhang, 2012), banding (Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, chapter 3). Errors: none.$$;

revoke execute on function content._minhash_bands from public;

commit;
