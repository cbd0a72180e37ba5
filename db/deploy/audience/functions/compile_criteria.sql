-- Deploy aquascene:audience/functions/compile_criteria to pg
-- requires: audience/tables/criteria_fields
-- requires: audience/tables/subscriber_segments
-- requires: audience/tables/subscriber_segment_memberships
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._criterion_value(
    kind    text,
    operand jsonb,
    out literal text,
    out fault   text
)
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _type constant text := jsonb_typeof(operand);
    _text constant text := operand #>> '{}';
begin
    if length(_text) > 1000 then
        fault := 'has a value of more than 1000 characters';
    elsif kind = 'json' and _type in ('string', 'number', 'boolean') then
        literal := quote_literal(operand);
    elsif kind in ('text', 'list') and _type = 'string' then
        literal := quote_literal(_text);
    elsif kind = 'boolean' and _type = 'boolean' then
        literal := _text;
    elsif kind in ('number', 'json_number') and _type in ('number', 'string')
        and _text ~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$'
    then
        literal := _text;
    elsif kind = 'age' and _type in ('number', 'string') and _text ~ '^[0-9]{1,5}(\.[0-9]{1,6})?$'
    then
        literal := round(_text::numeric * 86400)::text;
    elsif kind = 'date' and _type = 'string' and _text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
        literal := to_char(_text::date, 'YYYY-MM-DD');
    elsif kind = 'date' and _type = 'string'
        and _text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?'
                    '(Z|[+-][0-9]{2}:[0-9]{2})$'
    then
        literal := to_char(_text::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US"+00"');
    end if;
    if literal is null and fault is null then
        fault := format(
            'expects %s, not %s',
            case kind
                when 'number' then 'a number, such as 10 or "> 10"'
                when 'json_number' then 'a number, such as 10 or "> 10"'
                when 'age' then 'days from 0 to 99999, such as "> 30"'
                when 'date' then 'a day such as 2026-11-23, or an instant such as '
                                 '2026-11-23T10:00:00Z'
                when 'boolean' then 'true or false'
                when 'json' then 'a text, a number, true or false'
                else 'a text' end,
            left(coalesce(operand::text, 'nothing'), 60));
    end if;
exception
    when datetime_field_overflow or invalid_datetime_format then
        fault := format('expects a day that there is, not %s', left(operand::text, 60));
end;
$function$;

comment on function audience._criterion_value is
$$Returns a value of criteria as a literal of SQL, or what is wrong with it: an age in seconds, a
date as a day or as an instant of UTC. Errors: none.$$;

revoke execute on function audience._criterion_value from public;

-- What it returns is null, and so does not hold, where x is.
create or replace function audience._criterion(
    kind     text,
    x        text,
    operator text,
    operand  jsonb,
    out expression text,
    out fault      text,
    out seconds    text[]
)
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _sign     constant text :=
        '{"eq": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}'::jsonb ->> operator;
    _number   constant text := format('case when jsonb_typeof(%1$s) = ''number'' '
                                      'then (%1$s)::numeric end', x);
    _words    constant text := format('case when jsonb_typeof(%1$s) = ''string'' '
                                      'then %1$s #>> ''{}'' end', x);
    _values   text[] := array[]::text[];
    _parts    text[] := array[]::text[];
    _literal  text;
    _part     text;
    _item     jsonb;
    _seconds  text[];
begin
    seconds := '{}';
    if operator in ('in', 'any_of', 'all_of') then
        if jsonb_typeof(operand) <> 'array' or jsonb_array_length(operand) not between 1 and 1000
        then
            fault := 'expects a list of 1 to 1000 values';
            return;
        end if;
        for _item in select i.value from jsonb_array_elements(operand) as i loop
            if kind in ('date', 'age') then
                select c.expression, c.fault, c.seconds into _part, fault, _seconds
                  from audience._criterion(kind, x, 'eq', _item) as c;
                _parts := _parts || _part;
                seconds := seconds || _seconds;
            else
                select v.literal, v.fault into _literal, fault
                  from audience._criterion_value(
                       case when operator = 'in' then kind else 'text' end, _item) as v;
                _values := _values || _literal;
            end if;
            if fault is not null then
                return;
            end if;
        end loop;
        expression := case
            when kind in ('date', 'age') then '(' || array_to_string(_parts, ' or ') || ')'
            when operator = 'in' then format(
                '%s = any (array[%s]%s)', x, array_to_string(_values, ', '),
                case when kind = 'json' then '::jsonb[]' else '' end)
            when kind = 'json' then format(
                'case when jsonb_typeof(%1$s) in (''array'', ''string'') '
                'then %1$s ?%2$s array[%3$s]::text[] end', x,
                case operator when 'any_of' then '|' else '&' end, array_to_string(_values, ', '))
            else format('%s %s array[%s]::text[]', x,
                        case operator when 'any_of' then '&&' else '@>' end,
                        array_to_string(_values, ', '))
            end;
        return;
    end if;

    select v.literal, v.fault into _literal, fault
      from audience._criterion_value(
           case when kind = 'json' and operator in ('gt', 'gte', 'lt', 'lte') then 'json_number'
                when operator in ('starts_with', 'contains') then 'text'
                else kind end, operand) as v;
    if fault is not null then
        return;
    end if;
    if operator in ('starts_with', 'contains') then
        expression := format(
            case operator when 'contains' then 'strpos(%s, %s) > 0' else 'starts_with(%s, %s)' end,
            case when kind = 'json' then _words else x end, _literal);
    elsif kind = 'json' then
        expression := case operator
            when 'eq' then format('%s = %s::jsonb', x, _literal)
            else format('%s %s %s', _number, _sign, _literal) end;
    elsif kind = 'age' then
        -- the older, the earlier; of an age in whole days the fraction is open
        seconds := array[_literal];
        if operator = 'eq' then
            seconds := seconds || (_literal::bigint + 86400)::text;
            expression := format('(%1$s <= ops.now() - interval ''%2$s seconds'' and '
                                 '%1$s > ops.now() - interval ''%3$s seconds'')',
                                 x, _literal, seconds[2]);
        else
            expression := format('%s %s ops.now() - interval ''%s seconds''', x,
                                 translate(_sign, '<>', '><'), _literal);
        end if;
    elsif kind = 'date' and length(_literal) = 10 then
        _part := format('timestamptz ''%s 00:00:00+00''', to_char(
            _literal::date + case when operator in ('gt', 'lte', 'eq') then 1 else 0 end,
            'YYYY-MM-DD'));
        expression := case operator
            when 'eq' then format('(%1$s >= timestamptz ''%2$s 00:00:00+00'' and %1$s < %3$s)',
                                  x, _literal, _part)
            when 'gt' then format('%s >= %s', x, _part)
            when 'gte' then format('%s >= %s', x, _part)
            else format('%s < %s', x, _part) end;
    elsif kind = 'date' then
        expression := format('%s %s timestamptz %L', x, _sign, _literal);
    else
        expression := format('%s %s %s', x, _sign, _literal);
    end if;
end;
$function$;

comment on function audience._criterion is
$$Returns one comparison of criteria as SQL over x, or what is wrong with it; for an age, the
seconds at which the answer changes. Errors: none.$$;

revoke execute on function audience._criterion from public;

create or replace function audience._member_criterion(
    field    audience.criteria_fields,
    operator text,
    operand  jsonb,
    out expression text,
    out fault      text,
    out segments   integer[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _parts   text[] := array[]::text[];
    _item    jsonb;
    _segment integer;
    _is_there boolean;
    _value   text;
begin
    segments := '{}';
    if jsonb_array_length(operand) not between 1 and 1000 then
        fault := 'expects a list of 1 to 1000 values';
        return;
    end if;
    for _item in select i.value from jsonb_array_elements(operand) as i loop
        _value := _item #>> '{}';
        if field.kind = 'segment' then
            select s.id into _segment
              from audience.subscriber_segments as s
             where jsonb_typeof(_item) = 'string' and s.name = _value
                or jsonb_typeof(_item) = 'number' and s.id::text = _value;
            if _segment is null then
                fault := format('there is no segment %s', left(_item::text, 120));
                return;
            end if;
            segments := segments || _segment;
            _parts := _parts || format(
                'exists (select from audience.subscriber_segment_memberships as m '
                'where m.segment_id = %s and m.subscriber_id = s.id)', _segment);
        else
            if jsonb_typeof(_item) <> 'string'
                or _value !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then
                fault := format('expects the id of an issue, not %s', left(_item::text, 60));
                return;
            end if;
            _value := format('%L::uuid', _value);
            if field.lookup is not null then
                execute 'select ' || replace(field.lookup, '{value}', _value) into _is_there;
                if not _is_there then
                    fault := format('there is no issue %s', _item #>> '{}');
                    return;
                end if;
            end if;
            _parts := _parts || replace(field.expression, '{value}', _value);
        end if;
    end loop;
    expression := '(' || array_to_string(_parts, case operator when 'all_of' then ' and '
                                                               else ' or ' end) || ')';
end;
$function$;

comment on function audience._member_criterion is
$$Returns a criterion on segments or issues as SQL, or what is wrong with it, and the segments that
it asks for. Errors: none.$$;

revoke execute on function audience._member_criterion from public;

create or replace function audience._criterion_tests(
    kind  text,
    value jsonb
)
returns table (operator text, operand jsonb, fault text)
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _type  constant text := jsonb_typeof(value);
    _text  constant text := btrim(value #>> '{}');
    _sign  constant text := substring(_text from '^(>=|<=|>|<|=)');
    _other constant text := 'looks like a comparison or a pattern, and a text is compared as it '
                            'is: write {"eq": …} or {"in": […]} if it is meant';
    _like  constant text := '^\s*([<>=!~^/%*])|[$%*]\s*$|\.[*+]|\\';
    _many  constant boolean := kind in ('list', 'segment', 'issue');
    _allowed text[];
begin
    if _type = 'null' then
        fault := 'is null: write {"is_set": false} to ask for what is missing';
        return next;
    elsif _type = 'object' then
        _allowed := case
            when kind = 'text'
                then '{eq,ne,in,not_in,starts_with,contains,is_set}'::text[]
            when kind in ('number', 'date', 'age')
                then '{eq,ne,gt,gte,lt,lte,in,not_in,is_set}'
            when kind = 'boolean' then '{eq,ne,is_set}'
            when kind = 'list' then '{any_of,all_of,none_of,is_set}'
            when kind = 'json'
                then '{eq,ne,gt,gte,lt,lte,in,not_in,starts_with,contains,any_of,all_of,none_of,'
                     'is_set}'
            else '{any_of,all_of,none_of}' end;
        if value = '{}' then
            fault := 'is empty';
            return next;
        end if;
        for operator, operand in select e.key, e.value from jsonb_each(value) as e loop
            fault := case
                when operator <> all (_allowed) then format(
                    'has no operator %s: there are %s', left(operator, 60),
                    array_to_string(_allowed, ', '))
                when operator in ('any_of', 'all_of', 'none_of')
                    and jsonb_typeof(operand) <> 'array' then 'expects a list of values'
                when operator = 'is_set' and jsonb_typeof(operand) <> 'boolean'
                    then 'expects is_set to be true or false' end;
            return next;
        end loop;
    elsif _type = 'array' then
        operator := case when _many then 'any_of' else 'in' end;
        operand := value;
        if kind in ('text', 'list', 'json') then
            select _other into fault
              from jsonb_array_elements(value) as i
             where jsonb_typeof(i.value) = 'string' and i.value #>> '{}' ~ _like
             limit 1;
        end if;
        return next;
    elsif _type = 'string' and (kind in ('number', 'date', 'age')
                                or kind = 'json' and _text ~ '^(>=|<=|>|<|=)\s*-?[0-9.]+$'
                                or kind = 'json' and _text ~ '^-?[0-9.]+\s*\.\.\s*-?[0-9.]+$')
    then
        if _text like '%..%' then
            operator := 'gte';
            operand := to_jsonb(btrim(split_part(_text, '..', 1)));
            return next;
            operator := 'lte';
            operand := to_jsonb(btrim(substr(_text, strpos(_text, '..') + 2)));
        else
            operator := case _sign when '>' then 'gt' when '>=' then 'gte' when '<' then 'lt'
                                   when '<=' then 'lte' else 'eq' end;
            operand := to_jsonb(btrim(substr(_text, coalesce(length(_sign), 0) + 1)));
            if kind = 'json' and operator = 'eq' then
                operand := to_jsonb((operand #>> '{}')::numeric);
            end if;
        end if;
        return next;
    else
        operator := case when _many then 'any_of' else 'eq' end;
        operand := case when _many then jsonb_build_array(value) else value end;
        if _type = 'string' and kind in ('text', 'list', 'json') and value #>> '{}' ~ _like then
            fault := _other;
        end if;
        return next;
    end if;
end;
$function$;

comment on function audience._criterion_tests is
$$Returns what a value of criteria asks, as operators and operands of which all have to hold, or
what is wrong with it. Errors: none.$$;

revoke execute on function audience._criterion_tests from public;

create or replace function audience._compile_leaf(
    field audience.criteria_fields,
    key   text,
    value jsonb,
    path  text,
    out expression text,
    out faults     text[],
    out segments   integer[],
    out ages       text[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _x        constant text := replace(field.expression, '{key}',
                                       quote_literal(coalesce(key, '')));
    _parts    text[] := array[]::text[];
    _test     record;
    _positive text;
    _is_not   boolean;
    _sql      text;
    _fault    text;
    _seconds  text[];
    _segments integer[];
    _holds    boolean;
begin
    faults := '{}';
    segments := '{}';
    ages := '{}';
    for _test in select t.operator, t.operand, t.fault
                   from audience._criterion_tests(field.kind, value) as t loop
        _is_not := _test.operator in ('ne', 'not_in', 'none_of');
        _positive := case _test.operator when 'ne' then 'eq' when 'not_in' then 'in'
                                         when 'none_of' then 'any_of' else _test.operator end;
        _sql := null;
        _fault := _test.fault;
        if _fault is not null then
            null;
        elsif _positive = 'is_set' and field.missing_value is not null then
            _sql := _test.operand::text;
        elsif _positive = 'is_set' then
            _sql := case field.kind when 'list' then format('cardinality(%s) > 0', _x)
                                    else format('%s is not null', _x) end;
            _is_not := _test.operand = 'false';
        elsif field.kind in ('segment', 'issue') then
            select c.expression, c.fault, c.segments into _sql, _fault, _segments
              from audience._member_criterion(field, _positive, _test.operand) as c;
            segments := segments || _segments;
        else
            select c.expression, c.fault, c.seconds into _sql, _fault, _seconds
              from audience._criterion(field.kind, _x, _positive, _test.operand) as c;
            if _fault is null then
                ages := ages || array(
                    select format('%1$s between least($1, $2) - interval ''%2$s seconds'' '
                                  'and greatest($1, $2) - interval ''%2$s seconds''', _x, n.seconds)
                      from unnest(_seconds) as n (seconds));
                if field.missing_value is not null then
                    execute 'select ' || (
                        select c.expression
                          from audience._criterion(
                               field.kind, format('%L::%s', field.missing_value,
                                                  case field.kind when 'number' then 'numeric'
                                                                  else field.kind end),
                               _positive, _test.operand) as c)
                       into _holds;
                    if _holds then
                        _sql := format('(%s or %s is null)', _sql, _x);
                    end if;
                end if;
            end if;
        end if;
        if _fault is not null then
            faults := faults || format('%s: %s', path, _fault);
        else
            _parts := _parts || case when _is_not then format('((%s) is not true)', _sql)
                                     else _sql end;
        end if;
    end loop;
    expression := array_to_string(_parts, ' and ');
end;
$function$;

comment on function audience._compile_leaf is
$$Returns what criteria ask of one field as SQL, with what is wrong, the segments asked for, and
for ages a condition for each bound: who crossed it between $1 and $2. Errors: none.$$;

revoke execute on function audience._compile_leaf from public;

create or replace function audience._compile_node(
    criteria jsonb,
    path     text,
    family   text,
    depth    integer,
    out expression text,
    out faults     text[],
    out leaf_count integer,
    out sources    text[],
    out segments   integer[],
    out ages       text[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _parts  text[] := array[]::text[];
    _entry  record;
    _path   text;
    _name   text;
    _field  audience.criteria_fields;
    _child  record;
    _inner  text[];
begin
    faults := '{}';
    leaf_count := 0;
    sources := '{}';
    segments := '{}';
    ages := '{}';
    expression := '';
    if jsonb_typeof(criteria) is distinct from 'object' then
        faults := array[format('%s: is %s, not an object', coalesce(nullif(path, ''), 'criteria'),
                               case jsonb_typeof(criteria) when 'array' then 'a list'
                                                           else left(criteria::text, 60) end)];
        return;
    elsif criteria = '{}' then
        faults := array[format('%s: is empty, and would mean everybody',
                               coalesce(nullif(path, ''), 'criteria'))];
        return;
    elsif depth > 10 then
        faults := array[format('%s: is nested more than 10 deep', left(path, 120))];
        return;
    end if;

    for _entry in select e.key, e.value, jsonb_typeof(e.value) as type
                    from jsonb_each(criteria) as e loop
        _path := concat_ws('.', nullif(path, ''),
                           regexp_replace(left(_entry.key, 60), '[[:cntrl:]]', ' ', 'g'));
        _name := concat_ws('.', family, _entry.key);
        if family is null and _entry.key in ('all', 'any') then
            if _entry.type <> 'array' or jsonb_array_length(_entry.value) not between 1 and 500
            then
                faults := faults || format('%s: expects a list of 1 to 500 objects', _path);
                continue;
            end if;
            _inner := '{}';
            for _child in select c.*
                            from jsonb_array_elements(_entry.value)
                                 with ordinality as i (item, place)
                           cross join lateral audience._compile_node(
                                 i.item, format('%s[%s]', _path, i.place), null, depth + 1) as c
            loop
                _inner := _inner || _child.expression;
                faults := faults || _child.faults;
                leaf_count := leaf_count + _child.leaf_count;
                sources := sources || _child.sources;
                segments := segments || _child.segments;
                ages := ages || _child.ages;
                exit when leaf_count > 500;
            end loop;
            _parts := _parts || format(
                '(%s)', array_to_string(_inner, case _entry.key when 'all' then ' and '
                                                                else ' or ' end));
            continue;
        end if;

        _field := null;
        if family is null and _entry.key = 'not' then
            select c.* into _child
              from audience._compile_node(_entry.value, _path, null, depth + 1) as c;
            _parts := _parts || format('((%s) is not true)', _child.expression);
        else
            select f.* into _field
              from audience.criteria_fields as f
             where f.name = _name and f.name not like '%.*'
                or f.name like '%.*' and starts_with(_name, rtrim(f.name, '*'))
                   and length(_name) > length(f.name) - 1
             order by f.name not like '%.*' desc
             limit 1;
            if _field.name is not null then
                leaf_count := leaf_count + 1;
                sources := sources || _field.source;
                if length(_entry.key) > 100 then
                    faults := faults || format('%s: has a name of more than 100 characters', _path);
                    continue;
                end if;
                select c.expression, c.faults, 0 as leaf_count, null::text[] as sources,
                       c.segments, c.ages
                  into _child
                  from audience._compile_leaf(
                       _field, substr(_name, length(_field.name)), _entry.value, _path) as c;
                _parts := _parts || _child.expression;
            elsif family is null and exists (
                select from audience.criteria_fields as f where starts_with(f.name, _name || '.'))
            then
                select c.* into _child
                  from audience._compile_node(_entry.value, _path, _name, depth + 1) as c;
                _parts := _parts || _child.expression;
            else
                faults := faults || format('%s: is no field', _path);
                leaf_count := leaf_count + 1;
                continue;
            end if;
        end if;
        faults := faults || _child.faults;
        leaf_count := leaf_count + _child.leaf_count;
        sources := sources || _child.sources;
        segments := segments || _child.segments;
        ages := ages || _child.ages;
        exit when leaf_count > 500;
    end loop;
    expression := '(' || array_to_string(_parts, ' and ') || ')';
end;
$function$;

comment on function audience._compile_node is
$$Returns an object of criteria as SQL, with what is wrong, how many fields are asked for, from
which tables (null = one whose changes are not logged), the segments asked for, and conditions for
who crossed the bound of an age. Errors: none.$$;

revoke execute on function audience._compile_node from public;

create or replace function audience._compile(
    criteria jsonb,
    out expression text,
    out fault      text,
    out sources    text[],
    out segments   integer[],
    out ages       text[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _node record;
begin
    if length(criteria::text) > 1000000 then
        fault := 'criteria: are longer than 1000000 characters';
        return;
    end if;
    select n.* into _node from audience._compile_node(criteria, '', null, 1) as n;
    expression := _node.expression;
    sources := _node.sources;
    segments := _node.segments;
    ages := _node.ages;
    if _node.leaf_count > 500 then
        fault := 'criteria: ask for more than 500 fields';
    elsif cardinality(_node.faults) > 0 then
        fault := array_to_string(_node.faults[1:20], e'\n')
                 || case when cardinality(_node.faults) > 20
                         then format(e'\nand %s more', cardinality(_node.faults) - 20) else '' end;
    end if;
end;
$function$;

comment on function audience._compile is
$$Returns criteria as SQL, or what is wrong with them, a line each, and what a refresh has to know:
see audience._compile_node. Errors: none.$$;

revoke execute on function audience._compile from public;

create or replace function audience.compile_criteria(criteria jsonb)
returns text
language plpgsql
stable
security definer                            -- reads which segments and issues there are
set search_path = pg_catalog, pg_temp
as $function$
declare
    _compiled record;
    _count    integer;
begin
    select c.expression, c.fault into _compiled
      from audience._compile(compile_criteria.criteria) as c;
    if _compiled.fault is not null then
        _count := cardinality(string_to_array(_compiled.fault, e'\n'));
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('criteria have %s', case _count when 1 then 'a fault'
                                                             else _count || ' faults' end),
            detail  = _compiled.fault,
            hint    = 'select name, kind, description from audience.criteria_fields lists what may '
                      'be asked; docs/guide/segments.md shows how.';
    end if;
    return _compiled.expression;
end;
$function$;

comment on function audience.compile_criteria is
$$Returns the criteria of a segment as a condition in SQL, over s (audience.subscribers), p
(audience.subscription_preferences) and e (audience.subscriber_engagement), the latter two joined
to the left. Every value in it is quoted, and none is ever a pattern.

criteria: an object of which every entry has to hold. A key is a field of audience.criteria_fields,
or all, any (lists of criteria) or not (criteria). A value is what the field equals, a list of which
it equals one, for numbers, dates and ages also "> 30", ">= 5", "< 7", "<= 9", "= 3" or "30..90", or
an object of operators: eq, ne, in, not_in; gt, gte, lt, lte; starts_with, contains; any_of, all_of,
none_of for lists, segments and issues; is_set. What is missing equals nothing; not, ne, not_in and
none_of are exact complements. At most 10 deep, 500 fields, 1,000 values a list, 1,000 characters
a value. Errors: 22023 criteria with faults, of which DETAIL lists each under its path.$$;

revoke execute on function audience.compile_criteria from public;
create or replace function audience._segment_source(condition text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    -- The planner leaves out what the condition does not name.
    select ' from audience.subscribers as s '
           'left join audience.subscription_preferences as p on p.subscriber_id = s.id '
           'left join audience.subscriber_engagement as e on e.subscriber_id = s.id where '
           || _segment_source.condition;
$function$;

comment on function audience._segment_source is
$$Returns the FROM and WHERE of a query on those who fit compiled criteria. Errors: none.$$;

revoke execute on function audience._segment_source from public;
grant execute on function audience.compile_criteria to aquascene_reader, aquascene_editor;

commit;
