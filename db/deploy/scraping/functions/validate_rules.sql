-- Deploy aquascene:scraping/functions/validate_rules to pg
-- requires: scraping/grants/schema
-- requires: ops/functions/url_host

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping._is_selector(selector text)
returns boolean
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _name     constant text := '(-?([_a-zA-Z]|[^\u0001-\u009f]|\\[^\n])'
                               '([-_a-zA-Z0-9]|[^\u0001-\u009f]|\\[^\n])*)';
    _simple   constant text := '(#' || _name || '|\.' || _name || '|\[' || _name
                               || '( ?([~|^$*]?=) ?(""|' || _name || ')( ?[iIsS])?)?\]|:\u0001)';
    _compound constant text := '((\*|' || _name || ')' || _simple || '*|' || _simple || '+)';
    _complex  constant text := _compound || '( ?[>+~] ?' || _compound || '| ' || _compound || ')*';
    _list     constant text := '^' || _complex || '( ?, ?' || _complex || ')*$';
    _text     text := left(selector, 1000);
    _call     text[];
begin
    -- U+0001 stands for what was looked at.
    if length(selector) > 500 or selector ~ '\u0001' then
        return false;
    end if;
    -- Strings first, since anything may stand in them; then white space that means nothing.
    _text := regexp_replace(_text, '"([^"\\\n]|\\.)*"|''([^''\\\n]|\\.)*''', '""', 'g');
    _text := btrim(regexp_replace(_text, '[ \t\n\r\f]+', ' ', 'g'));
    _text := regexp_replace(_text, '(\[|\() | (\]|\))', '\1\2', 'g');
    _text := regexp_replace(
        _text, ':(first-child|last-child|only-child|first-of-type|last-of-type|only-of-type|empty'
               '|root|link|any-link|checked|disabled|enabled|optional|required|read-only'
               '|read-write|placeholder-shown)(?![-_a-zA-Z0-9(])', E':\u0001', 'g');
    -- From the innermost outwards; what is no more than a known call becomes a plain class.
    loop
        _call := regexp_match(_text, ':([a-z-]+)\(([^()]*)\)');
        exit when _call is null;
        if not (case
            when _call[1] in ('not', 'is', 'where') then _call[2] ~ _list
            when _call[1] = 'has' then regexp_replace(_call[2], '^[>+~] ?', '') ~ _list
            when _call[1] in ('nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type')
                then _call[2] ~ '^(odd|even|[+-]?[0-9]+|[+-]?[0-9]*n( ?[+-] ?[0-9]+)?)$'
            when _call[1] = 'lexbor-contains' then _call[2] ~ '^""( i)?$'
            else false
        end) then
            return false;
        end if;
        _text := overlay(_text placing E':\u0001'
                         from strpos(_text, ':' || _call[1] || '(' || _call[2] || ')')
                         for length(_call[1]) + length(_call[2]) + 3);
    end loop;
    return _text ~ _list;
end;
$function$;

comment on function scraping._is_selector is
$$Returns whether a text is a CSS selector that the crawler understands: types, classes, ids,
attributes, combinators, lists, and the pseudo-classes of the structure of a document.

selector: at most 500 characters. Errors: none.$$;

revoke execute on function scraping._is_selector from public;

create or replace function scraping.validate_rules(rules jsonb)
returns table (path text, error text)
language plpgsql
immutable
parallel safe
security definer                            -- its helper is granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
begin
    if jsonb_typeof(rules) is distinct from 'object' then
        return query
        select '$'::text,
               format('is a JSON %s, not an object', coalesce(jsonb_typeof(rules), 'null'));
        return;
    end if;

    return query
    with known (section, name, type, least, most) as (
        values ('filters', 'min_word_count', 'whole number', 0, 1000000),
               ('filters', 'exclude_patterns', 'array', null, null),
               ('extraction', 'follow_links', 'boolean', null, null),
               ('extraction', 'max_depth', 'whole number', 0, 100),
               ('extraction', 'respect_robots_txt', 'boolean', null, null),
               ('rate_limiting', 'requests_per_second', 'number', 0.00001, 1000),
               ('rate_limiting', 'concurrent_requests', 'whole number', 1, 100),
               ('network', 'allow_private', 'array', null, null)
    ), section as (
        select s.key as section, s.value,
               jsonb_typeof(s.value) = 'object' as is_an_object,
               s.key = 'selectors' or s.key in (select k.section from known as k) as is_known
          from jsonb_each(rules) as s
    ), rule as (
        select s.section, r.key as name, r.value, format('$.%s.%s', s.section, r.key) as place
          from section as s
         cross join lateral jsonb_each(case when s.is_an_object then s.value else '{}' end) as r
         where s.is_known
    )
    select e.path, e.error
      from (
        select '$.' || s.section,
               case when s.is_known
                    then format('is a JSON %s, not an object', jsonb_typeof(s.value))
                    else 'is no rule; there are selectors, filters, extraction, rate_limiting and '
                         'network' end
          from section as s
         where not (s.is_known and s.is_an_object)
        union all
        select r.place,
               case when r.name !~ '^[a-z][a-z0-9_]{0,49}$'
                    then 'is no name of a field: lower-case letters, digits and _'
                    else format('%s is no CSS selector', left(r.value::text, 200)) end
          from rule as r
         where r.section = 'selectors'
           and not (r.name ~ '^[a-z][a-z0-9_]{0,49}$' and jsonb_typeof(r.value) = 'string'
                    and scraping._is_selector(r.value #>> '{}'))
        union all
        select r.place, 'is no rule; there are ' || k.names
          from rule as r
          join (select n.section, string_agg(n.name, ', ' order by n.name) as names,
                       array_agg(n.name) as list
                  from known as n
                 group by n.section) as k using (section)
         where r.name <> all (k.list)
        union all
        select r.place,
               case k.type
                    when 'whole number' then format('%s is not a whole number from %s to %s',
                                                    left(r.value::text, 200), k.least, k.most)
                    when 'number' then format('%s is not a number from %s to %s',
                                              left(r.value::text, 200), k.least, k.most)
                    when 'array' then 'is no list of up to 100 texts of 1 to 200 characters'
                    else format('%s is neither true nor false', left(r.value::text, 200)) end
          from rule as r
          join known as k using (section, name)
         where not case
               when k.type in ('number', 'whole number')
                   then case when jsonb_typeof(r.value) = 'number'
                             then (r.value #>> '{}')::numeric between k.least and k.most
                                  and (k.type = 'number'
                                       or scale(trim_scale((r.value #>> '{}')::numeric)) = 0)
                             else false end
               when k.type = 'array'
                   then case when jsonb_typeof(r.value) = 'array'
                             then jsonb_array_length(r.value) <= 100 and not exists (
                                      select
                                        from jsonb_array_elements(r.value) as v (item)
                                       where jsonb_typeof(v.item) <> 'string'
                                          or length(btrim(v.item #>> '{}')) not between 1 and 200)
                             else false end
               else jsonb_typeof(r.value) = 'boolean' end
      ) as e (path, error)
     order by e.path collate "C";
end;
$function$;

comment on function scraping.validate_rules is
$$Returns all that is wrong with the rules of a target, one row an error with its JSON path; none
when they are right.

rules: an object of objects, each of which may be missing. selectors: CSS selectors of title,
content, author, date, images and any other field; without content the main text is found by
itself. filters: min_word_count, and exclude_patterns, texts that the address or title of what is
kept does not hold. extraction: follow_links (true), max_depth (3), respect_robots_txt (true).
rate_limiting: requests_per_second (else rate_limit_delay), concurrent_requests for each host (1).
network: allow_private, names of hosts that may be asked although their address is private.
Errors: none.$$;

revoke execute on function scraping.validate_rules from public;
grant execute on function scraping.validate_rules
    to aquascene_reader, aquascene_worker, aquascene_editor;

commit;
