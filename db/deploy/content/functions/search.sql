-- Deploy aquascene:content/functions/search to pg
-- requires: content/functions/search_queries
-- requires: content/functions/search_filters
-- requires: content/functions/index_search
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create type content.search_hit as (
    id           uuid,
    title        text,
    snippet      text,
    content_type text,
    language     text,
    published_at timestamptz,
    rank         real,
    match        text,
    after        text
);

comment on type content.search_hit is $$An article that content.search found.$$;
comment on column content.search_hit.id is $$The article.$$;
comment on column content.search_hit.title is $$Its title, plain text.$$;
comment on column content.search_hit.snippet is
$$A part of its text, as HTML: escaped, with what was found in <mark>.$$;
comment on column content.search_hit.content_type is $$Kind of article.$$;
comment on column content.search_hit.language is $$ISO 639-1 code.$$;
comment on column content.search_hit.published_at is $$When it was published.$$;
comment on column content.search_hit.rank is
$$How well it fits, more is better; comparable within one search only.$$;
comment on column content.search_hit.match is
$$words = has the words; similar = no article has, and its title reads alike; newest = nothing was
asked for.$$;
comment on column content.search_hit.after is
$$Token: give that of a page's last row to get the next page.$$;

create or replace function content._snippet(
    body     text,
    language text,
    words    tsquery default null,
    places   text[] default null,
    marks    text default null
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- Characters for private use mark what is found until all else is escaped.
    _open   constant text := U&'\E000';
    _close  constant text := U&'\E001';
    _body   constant text := (              -- joined to nothing, it is fetched once
        case when octet_length(_snippet.body) > 50000 then left(_snippet.body, 50000)
             else _snippet.body || '' end);
    _width  constant integer := case when cardinality(_snippet.places) > 1 then 100 else 160 end;
    _found  integer[] := array[]::integer[];
    _place  text;
    _at     integer;
    _begin  integer;
    _end    integer := 1;
    _piece  text;
    _is_cut boolean;
    _text   text := '';
begin
    -- To parse all of the text takes a hundred times as long as to look for the words in it.
    foreach _place in array coalesce(_snippet.places, array[]::text[]) loop
        _at := regexp_instr(_body, _place, 1, 1, 0, 'i');
        if _at > 0 then
            _found := _found || _at;
        end if;
    end loop;

    if cardinality(_found) > 0 then
        if cardinality(_found) > 1 then
            _found := array(select f.place from unnest(_found) as f (place) order by f.place);
        end if;
        foreach _at in array _found loop
            continue when _at < _end;
            _begin := greatest(_at - 40, _end);
            _piece := substr(_body, _begin, _width);
            _is_cut := length(_piece) = _width;
            if _begin > _end then           -- words are whole
                _text := _text || '… ';
                _piece := substr(_piece, strpos(left(_piece, 40), ' ') + 1);
            end if;
            if _is_cut then
                _piece := left(_piece, length(_piece) - strpos(reverse(right(_piece, 20)), ' '));
                _piece := _piece || ' ';
            end if;
            _text := _text || _piece;
            _end := _begin + _width;
        end loop;
        if _is_cut then
            _text := _text || '…';
        end if;
        _text := regexp_replace(replace(replace(_text, _open, ''), _close, ''),
                                _snippet.marks, U&'\E000\\1\E001', 'gi');
    elsif _snippet.words is not null then
        -- Only the title has it, or an inflection or accent hides it.
        _text := ts_headline(
            content.search_config(_snippet.language), translate(_body, _open || _close, ''),
            _snippet.words, U&'StartSel=\E000, StopSel=\E001, MaxWords=30, MinWords=15');
    else
        _text := left(_body, 160) || case when length(_body) > 160 then ' …' else '' end;
    end if;

    _text := replace(replace(replace(replace(replace(
        _text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
    return replace(replace(_text, _open, '<mark>'), _close, '</mark>');
end;
$function$;

comment on function content._snippet is
$$Returns a part of a text as HTML, what was found in <mark>, all else escaped.

body: the text, of which the first 50,000 characters are looked at. language: ISO 639-1 code.
words, places, marks: of content._search_queries; null gives the beginning. Errors: none.$$;

create or replace function content._search_token(
    mode         text,
    rank         real,
    published_at timestamptz,
    newest       timestamptz,
    id           uuid
)
returns text
language sql
stable
parallel safe
begin atomic                                -- inlined
    select concat_ws('_', left(_search_token.mode, 1), _search_token.rank::text,
                     (extract(epoch from _search_token.published_at) * 1000000)::bigint,
                     (extract(epoch from _search_token.newest) * 1000000)::bigint,
                     _search_token.id);
end;

comment on function content._search_token is
$$Returns the place of a row in what a search finds, as a text that needs no escaping in a URL.

mode: words, similar or newest. newest: when the newest was published that the first page had to
choose from. The caller sets extra_float_digits = 1, with which the shortest text is written that
reads as the same number. Errors: none.$$;

create or replace function content._search_newest(
    content_type   text,
    categories     text[],
    tag            text,
    language       text,
    published_from timestamptz,
    published_to   timestamptz,
    published_at   timestamptz,
    id             uuid,
    page_size      integer
)
returns setof content.search_hit
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- which index is best depends on the filters
set extra_float_digits = 1                  -- see content._search_token
as $function$
begin
    return query
    select c.id, c.title, content._snippet(coalesce(c.summary, c.content), c.language),
           c.content_type::text, c.language::text, c.published_at, 0::real, 'newest',
           content._search_token('newest', 0, c.published_at, c.published_at, c.id)
      from content.generated_content as c
     where c.status = 'published'
       and content._is_wanted(c.content_type, c.categories, c.tags, c.language, c.published_at,
                              _search_newest.content_type, _search_newest.categories,
                              _search_newest.tag, _search_newest.language,
                              _search_newest.published_from, _search_newest.published_to)
       and (_search_newest.id is null
            or (c.published_at, c.id) < (_search_newest.published_at, _search_newest.id))
     order by c.published_at desc, c.id desc
     limit _search_newest.page_size;
end;
$function$;

comment on function content._search_newest is
$$Returns a page of the newest published articles.

Filters as in content._is_wanted; published_at, id: of the last row of the page before, or null.
Errors: none.$$;

create or replace function content.search(
    query          text default null,
    content_type   text default null,
    category       text default null,
    tag            text default null,
    language       text default null,
    published_from timestamptz default null,
    published_to   timestamptz default null,
    after          text default null,
    page_size      integer default 20,
    with_snippets  boolean default true
)
returns setof content.search_hit
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan    -- planning would take longer than a rare word
set enable_seqscan = off                    -- default costs scan the table for a common word
set jit = off
set max_parallel_workers_per_gather = 0
set work_mem = '32MB'                       -- a bitmap of millions of matches stays exact
set extra_float_digits = 1                  -- see content._search_token
as $function$
declare
    _query      constant text := (case when search.query ~ '\S' then search.query end);
    _categories constant text[] := (case
        when search.category is not null then content._category_branch(search.category) end);
    _candidates constant integer := ops.setting('content.search_candidates')::integer;
    _like       constant text := left(_query, 100);
    _token      constant text[] := regexp_match(
        search.after,
        '^([wsn])_(\d\d?(?:\.\d{1,12})?(?:e-[0-3]\d)?)_(\d{1,18}|-\d{1,17})_(\d{1,18}|-\d{1,17})_'
        '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$');
    _mode       text := _token[1];
    _rank       constant real := _token[2]::real;
    _published  constant timestamptz := timestamptz 'epoch'
        + _token[3]::bigint / 1000000 * interval '1 second'
        + _token[3]::bigint % 1000000 * interval '1 microsecond';
    _newest     constant timestamptz := timestamptz 'epoch'
        + _token[4]::bigint / 1000000 * interval '1 second'
        + _token[4]::bigint % 1000000 * interval '1 microsecond';
    _id         constant uuid := _token[5]::uuid;
    _threshold  text;
begin
    if search.page_size not between 1 and 100 or search.page_size is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('page_size %s is not between 1 and 100', search.page_size);
    end if;
    if search.after is not null and _token is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no place in a search', left(search.after, 100)),
            hint    = 'Give the column "after" of the last row of a page, or null for the first.';
    end if;
    _mode := coalesce(_mode, case when _query is null then 'n' else 'w' end);

    if _mode = 'n' then
        return query
        select n.id, n.title, case when search.with_snippets then n.snippet end, n.content_type,
               n.language, n.published_at, n.rank, n.match, n.after
          from content._search_newest(search.content_type, _categories, search.tag,
                                      search.language, search.published_from,
                                      search.published_to, _published, _id,
                                      search.page_size) as n;
        return;
    end if;

    if _mode = 'w' then
        -- Of what the index finds only short rows are visited (offset 0 keeps the planner from any
        -- other way in); the words of a row, which are kept apart, are fetched for candidates.
        return query
        with asked as materialized (
            select q.*, row_number() over () as place
              from content._search_queries(_query, search.language) as q
        ), candidate as materialized (
            select m.id, m.title, m.content, m.search, m.content_type, m.language, m.published_at,
                   q.place
              from asked as q
             cross join lateral (
                 select c.id, c.title, c.content, c.search, c.title_words, c.status,
                        c.content_type, c.categories, c.tags, c.language, c.published_at
                   from content.generated_content as c
                  where c.search @@ q.words
                 offset 0) as m
             where m.status = 'published' and m.language = any (q.languages)
               and content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                      m.published_at, search.content_type, _categories, search.tag,
                                      search.language, search.published_from,
                                      search.published_to)
               and (_newest is null or m.published_at <= _newest)
             order by (m.title_words @@ q.words) desc, m.published_at desc, m.id desc
             limit _candidates
        ), ranked as (
            select c.*, q.words, q.places, q.marks, ts_rank(c.search, q.words, 1) as rank,
                   max(c.published_at) over () as newest
              from asked as q
              join candidate as c using (place)
        ), page as (
            select r.*
              from ranked as r
             where _id is null or (r.rank, r.published_at, r.id) < (_rank, _published, _id)
             order by r.rank desc, r.published_at desc, r.id desc
             limit search.page_size
        )
        select p.id, p.title,
               case when search.with_snippets
                    then content._snippet(p.content, p.language, p.words, p.places, p.marks) end,
               p.content_type::text, p.language::text, p.published_at, p.rank, 'words',
               content._search_token('words', p.rank, p.published_at, p.newest, p.id)
          from page as p
         order by p.rank desc, p.published_at desc, p.id desc;
        if found or _token is not null then
            return;
        end if;
    end if;

    -- What somebody mistyped stands most likely in a title. The threshold is that of the operator,
    -- which alone uses the index; asking for a similarity first loads the extension that has it.
    perform public.word_similarity('', '');
    _threshold := current_setting('pg_trgm.word_similarity_threshold');
    perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    return query
    with candidate as materialized (
        select m.*, public.word_similarity(_like, m.title) as rank
          from (select c.id, c.title, c.summary, c.content, c.content_type, c.categories, c.tags,
                       c.language, c.published_at
                  from content.generated_content as c
                 where c.status = 'published' and _like operator(public.<%) c.title
                offset 0) as m
         where content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                  m.published_at, search.content_type, _categories, search.tag,
                                  search.language, search.published_from, search.published_to)
           and (_newest is null or m.published_at <= _newest)
         limit _candidates
    ), page as (
        select r.*
          from (select c.*, max(c.published_at) over () as newest from candidate as c) as r
         where _id is null or (r.rank, r.published_at, r.id) < (_rank, _published, _id)
         order by r.rank desc, r.published_at desc, r.id desc
         limit search.page_size
    )
    select p.id, p.title,
           case when search.with_snippets
                then content._snippet(coalesce(p.summary, p.content), p.language) end,
           p.content_type::text, p.language::text, p.published_at, p.rank, 'similar',
           content._search_token('similar', p.rank, p.published_at, p.newest, p.id)
      from page as p
     order by p.rank desc, p.published_at desc, p.id desc;
    perform set_config('pg_trgm.word_similarity_threshold', _threshold, true);
end;
$function$;

comment on function content.search is
$$Returns published articles that fit a query, best first: those that have its words in title (which
counts most), summary or text, ranked; when none has, those whose title reads alike (a typo); the
newest when there is no query. See content.search_hit for the columns.

query: words, "a phrase", or, -without; accents and inflection make no difference; a last word of
three letters or more matches the beginnings of words, unless a space follows. Of a longer query,
the first 400 characters count. content_type, tag, language: only articles that have it. category:
a slug, only articles in it or below. published_from, published_to: published at the one or later,
and before the other. after: the column after of the last row of the page before; pages are stable
under what is published meanwhile. page_size: 1 to 100. with_snippets: false leaves the snippets out
(null), which make a third of the cost of a rare word.
Ranked are as many matches as the setting content.search_candidates says: first those with all
words in the title, then the newest; pages end there.
Errors: 22023 page_size out of range, or after is not from a search.$$;

revoke execute on function content._snippet from public;
revoke execute on function content._search_token from public;
revoke execute on function content._search_newest from public;
revoke execute on function content.search from public;
grant execute on function content.search to aquascene_app, aquascene_reader;

commit;
