-- Deploy aquascene:content/functions/ingest_raw_many to pg
-- requires: content/tables/raw_queue
-- requires: content/tables/raw_signatures
-- requires: content/functions/normalize_text
-- requires: content/functions/shingles
-- requires: content/functions/minhash_bands
-- requires: content/functions/count_words
-- requires: content/functions/detect_language
-- requires: content/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/url_host
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._as_instant(value text)
returns timestamptz
language plpgsql
stable
strict
set search_path = pg_catalog, pg_temp
as $function$
begin
    return nullif(nullif(value::timestamptz, 'infinity'), '-infinity');
exception
    when invalid_datetime_format or datetime_field_overflow
        or invalid_parameter_value or invalid_time_zone_displacement_value
    then                                    -- also an unknown time zone
        return null;
end;
$function$;

comment on function content._as_instant is
$$Returns the instant that a text names, null when it names none. Errors: none.$$;

revoke execute on function content._as_instant from public;

create or replace function content._raw_item_fault(item jsonb)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _language constant text := coalesce(item ->> 'language', '');
begin
    if jsonb_typeof(item) is distinct from 'object' then
        return format('the item is a JSON %s, not an object', coalesce(jsonb_typeof(item), 'null'));
    end if;
    return nullif(concat_ws('; ',
        case when jsonb_typeof(item -> 'source_url') is distinct from 'string'
                 or length(item ->> 'source_url') > 2048
                 or ops._url_host(item ->> 'source_url') is null
             then format('source_url %L is not an http(s) address of at most 2048 characters',
                         left(item ->> 'source_url', 200)) end,
        case when jsonb_typeof(item -> 'content_type') is distinct from 'string'
                 or length(btrim(item ->> 'content_type')) not between 1 and 50
             then format('content_type %L is not a text of 1 to 50 characters',
                         left(item ->> 'content_type', 200)) end,
        case when jsonb_typeof(item -> 'content') is distinct from 'string'
             then 'content is not a text' end,
        (select string_agg(format('%s is a JSON %s, not %s', k.key, jsonb_typeof(item -> k.key),
                                  k.type), '; ' order by k.key)
           from (values ('title', 'string'), ('html_content', 'string'), ('images', 'array'),
                        ('metadata', 'object'), ('language', 'string'), ('scraped_at', 'string')
                ) as k (key, type)
          where jsonb_typeof(item -> k.key) not in (k.type, 'null')),
        case when _language <> '' and _language !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
             then format('language %L is not a code such as en', left(_language, 200)) end,
        case when item ->> 'scraped_at' <> '' and content._as_instant(item ->> 'scraped_at') is null
             then format('scraped_at %L is not an instant', left(item ->> 'scraped_at', 200)) end
    ), '');
end;
$function$;

comment on function content._raw_item_fault is
$$Returns what is wrong with an item for content.ingest_raw_many, null when nothing is.

Errors: none.$$;

revoke execute on function content._raw_item_fault from public;

create or replace function content._plain_title(title text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    -- What is left of tags within tags, or of a tag without end, is parted so that it is none.
    select nullif(left(btrim(regexp_replace(regexp_replace(regexp_replace(
               left(title, 10000),
               '<[^<>]*>|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]', '', 'g'),
               '[[:space:][:cntrl:]]+', ' ', 'g'),
               '<(?=[[:alpha:]/!?])', '< ', 'g')), 500), '');
$function$;

comment on function content._plain_title is
$$Returns a title without markup, control characters and overrides of direction, at most 500
characters; null when nothing is left. Errors: none.$$;

revoke execute on function content._plain_title from public;

create type content._raw_item as (
    place        bigint,
    fault        text,
    id           uuid,
    hash         text,
    normalized   text,
    bands        integer[],
    duplicate_of uuid,
    similarity   numeric
);
comment on type content._raw_item is
$$What content.ingest_raw_many knows of an item: its place in the list, what is wrong with it, the
id and hash it will have, its normalised text (the part that is compared), its signature, and the
item it is nearly a duplicate of.$$;

-- Rows are inserted in the order of their hashes: two calls with the same texts in different orders
-- wait for each other and do not deadlock. Two texts that are alike, taken in by two calls at the
-- same instant, do not see each other: both are new.
create or replace function content.ingest_raw_many(items jsonb)
returns table (
    item           bigint,
    outcome        text,
    raw_content_id uuid,
    duplicate_of   uuid,
    similarity     numeric,
    reason         text
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty table scans it
set enable_seqscan = off                    -- the index on bands, whatever is guessed of &&
set jit = off
as $function$
#variable_conflict use_column
declare
    _threshold constant numeric :=
        ops.setting('content.near_duplicate_similarity')::numeric;
    _items    content._raw_item[];
    _near     record;
    _place    bigint;
    _left     integer;                      -- of the earlier items to compare an item with
    _jaccard  numeric;
    _inserted uuid[];
begin
    perform admin._check_permission('content.write');
    if jsonb_typeof(ingest_raw_many.items) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('items is a JSON %s, not a list',
                             coalesce(jsonb_typeof(ingest_raw_many.items), 'null')),
            hint    = 'Pass [{"source_url": …, "content_type": …, "content": …}, …].';
    end if;

    -- Each offset 0 keeps what is computed from being computed again wherever it is used.
    _items := array(
        select row(e.place, coalesce(f.fault,
            case when n.text = '' then 'content has no words' end),
                   gen_random_uuid(),
                   encode(sha256(convert_to(n.text, 'UTF8')), 'hex'), left(n.text, 100000),
                   content._minhash_bands(content._shingles(nullif(n.text, ''))), null, null
               )::content._raw_item
          from jsonb_array_elements(ingest_raw_many.items) with ordinality as e (item, place)
         cross join lateral (select content._raw_item_fault(e.item) offset 0) as f (fault)
         cross join lateral (
               select content.normalize_text(e.item ->> 'content')
                where f.fault is null
                union all
               select null where f.fault is not null
               offset 0) as n (text)
         order by e.place);

    -- Near-duplicates of what is there: of each item the five rows with the most bands in common
    -- are compared for good.
    for _near in
        select i.place, c.raw_content_id, o.jaccard
          from unnest(_items) as i
         cross join lateral (
               select s.raw_content_id,
                      (select count(*) from unnest(s.bands, i.bands) as b (theirs, ours)
                        where b.theirs = b.ours) as common
                 from (select s.raw_content_id, s.bands
                         from content.raw_signatures as s
                        where s.bands && i.bands
                        limit 100) as s
                order by common desc
                limit 5) as c
          join content.raw_content as r on r.id = c.raw_content_id
         cross join lateral content._overlap(
               content._shingles(left(content.normalize_text(r.content), 100000)),
               content._shingles(i.normalized)) as o
         where i.fault is null and r.content_hash <> i.hash and o.jaccard >= _threshold
         order by i.place, o.jaccard, c.raw_content_id
    loop
        _items[_near.place].duplicate_of := _near.raw_content_id;
        _items[_near.place].similarity := _near.jaccard;
    end loop;

    -- … and of earlier items of the same list that are no near-duplicates themselves. Of the items
    -- that have a band in common the first fifty are looked at: a list of thousands that are all
    -- alike would be compared each with each.
    for _near in
        with first_of_its_hash as (
            select distinct on (i.hash) i.place, i.bands
              from unnest(_items) as i
             where i.fault is null
             order by i.hash, i.place
        ), band as (
            select f.place, b.band,
                   row_number() over (partition by b.band order by f.place) as nth
              from first_of_its_hash as f
             cross join lateral unnest(f.bands) as b (band)
        )
        select l.place, e.place as earlier
          from band as l
          join band as e on e.band = l.band and e.place < l.place and e.nth <= 50
         group by l.place, e.place
         order by l.place, count(*) desc, e.place
    loop
        if _near.place is distinct from _place then
            _place := _near.place;
            -- What is nearly a duplicate of a row of the table stays so.
            _left := case when _items[_place].duplicate_of is null then 5 else 0 end;
        end if;
        if _left > 0 and _items[_near.earlier].duplicate_of is null then
            _left := _left - 1;
            _jaccard := (content._overlap(
                content._shingles(_items[_near.earlier].normalized),
                content._shingles(_items[_place].normalized))).jaccard;
            if _jaccard >= _threshold
                and _jaccard > coalesce(_items[_place].similarity, 0)
            then
                _items[_place].duplicate_of := _items[_near.earlier].id;
                _items[_place].similarity := _jaccard;
            end if;
        end if;
    end loop;

    with first_of_its_hash as (
        select distinct on (i.hash) i.*
          from unnest(_items) as i
         where i.fault is null
         order by i.hash, i.place
    ), inserted as (
        insert into content.raw_content as r (
            id, source_url, source_domain, content_type, title, content, html_content, images,
            metadata, scraped_at, content_hash, language, word_count, processing_status,
            duplicate_of, similarity)
        select f.id, e.item ->> 'source_url', ops._url_host(e.item ->> 'source_url'),
               btrim(e.item ->> 'content_type'), content._plain_title(e.item ->> 'title'),
               e.item ->> 'content', e.item ->> 'html_content',
               coalesce(nullif(e.item -> 'images', 'null'), '[]'),
               coalesce(nullif(e.item -> 'metadata', 'null'), '{}'),
               coalesce(content._as_instant(nullif(e.item ->> 'scraped_at', '')), ops.now()),
               f.hash,
               coalesce(nullif(e.item ->> 'language', ''),
                        (select d.language
                           from content.detect_language(e.item ->> 'content') as d)),
               content.count_words(e.item ->> 'content'),
               case when f.duplicate_of is null then 'pending' else 'skipped' end,
               case when o.id is null then f.duplicate_of end, f.similarity
          from first_of_its_hash as f
          left join unnest(_items) as o on o.id = f.duplicate_of
          join jsonb_array_elements(ingest_raw_many.items) with ordinality as e (item, place)
            on e.place = f.place
         order by f.hash
            on conflict on constraint raw_content_content_hash_key do nothing
        returning r.id, r.processing_status
    ), queued as (
        insert into content.raw_queue (raw_content_id, next_attempt_at)
        select n.id, ops.now() from inserted as n where n.processing_status = 'pending'
    ), signed as (
        insert into content.raw_signatures (raw_content_id, bands)
        select n.id, f.bands
          from inserted as n
          join first_of_its_hash as f using (id)
         where n.processing_status = 'pending'
    )
    select coalesce(array_agg(n.id), '{}') into _inserted from inserted as n;

    -- The original may be another row than was thought: a call at the same instant wrote it first.
    update content.raw_content as r
       set duplicate_of = original.id
      from unnest(_items) as i
      join unnest(_items) as o on o.id = i.duplicate_of
      join content.raw_content as original on original.content_hash = o.hash
     where r.id = i.id and r.id = any(_inserted);

    return query
    select i.place,
           case when i.fault is not null then 'invalid'
                when i.id <> all(_inserted) then 'duplicate'
                when i.duplicate_of is not null then 'near_duplicate'
                else 'new' end,
           r.id,
           case when i.id = any(_inserted) then r.duplicate_of else r.id end,
           case when i.id = any(_inserted) then r.similarity when i.fault is null then 1 end,
           i.fault
      from unnest(_items) as i
      left join content.raw_content as r on r.content_hash = i.hash and i.fault is null
     order by i.place;
end;
$function$;

comment on function content.ingest_raw_many is
$$Takes in texts found at addresses, each unless the same text is there already, and returns one row
for each item, in order.

items: a JSON list of objects with source_url (http or https), content_type, content (text without
markup) and, if wanted, title, html_content, images (a list of {url, alt}), metadata (an object),
language (ISO 639-1; detected when missing) and scraped_at (now when missing). Returns the item's
place from 1, and outcome: new; duplicate: the same text, as content.normalize_text sees it, is
there or came earlier in the list; near_duplicate: a text at least content.near_duplicate_similarity
alike is there: the item is kept, linked and not processed; invalid: reason says why, and nothing is
kept. raw_content_id: the row that holds the item's text. duplicate_of, similarity: what it repeats,
and how far (see content.similarity). Of the first 100,000 characters of a text the signature is
made. A person who acts needs content.write. Errors: 28000 nobody acts; 42501 the permission is
missing; 22023 items is no list. Writes: content.raw_content, content.raw_queue,
content.raw_signatures.$$;

revoke execute on function content.ingest_raw_many from public;
grant execute on function content.ingest_raw_many to aquascene_worker, aquascene_editor;

commit;
