-- Deploy aquascene:ops/functions/next_due to pg
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._cron_values(
    field   text,
    lowest  integer,
    highest integer,
    names   text[] default '{}'
)
returns integer[]
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _part   text;
    _match  text[];
    _ends   integer[];
    _values integer[] := array[]::integer[];
begin
    foreach _part in array string_to_array(_cron_values.field, ',') loop
        _match := regexp_match(_part,
            '^(\*|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:/(\d{1,2}))?$');
        select array_agg(case e.word when '*' then null
                         else coalesce(array_position(_cron_values.names, e.word) - 1 + lowest,
                                       case when e.word ~ '^\d' then e.word::integer end) end
                         order by e.place)
          into _ends
          from unnest(_match[1:2]) with ordinality as e (word, place);
        if _match[1] = '*' and _match[2] is null then
            _ends := array[lowest, highest];
        elsif _match[2] is null then
            _ends[2] := case when _match[3] is null then _ends[1] else highest end;
        end if;
        if (_ends[1] between lowest and highest and _ends[2] between _ends[1] and highest
            and coalesce(_match[3], '1')::integer > 0) is not true
        then
            raise exception using
                errcode = 'invalid_parameter_value',
                message = format('%L is no value from %s to %s of a schedule', left(_part, 50),
                                 lowest, highest),
                hint    = 'Write *, a value, a range such as 1-5, a step such as */10, or a list '
                          'of them with commas.';
        end if;
        _values := _values || array(
            select generate_series(_ends[1], _ends[2], coalesce(_match[3], '1')::integer));
    end loop;
    return _values;
end;
$function$;

comment on function ops._cron_values is
$$Returns the values that a field of a cron expression stands for.

field: lower case. lowest, highest: what there is. names: of the values from the lowest on.
Errors: 22023 it is no such field.$$;

revoke execute on function ops._cron_values from public;

create or replace function ops.next_due(
    schedule  text,
    time_zone text default 'UTC',
    after     timestamptz default null
)
returns timestamptz
language plpgsql
stable
security definer                            -- its helper is private
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _after     constant timestamptz := coalesce(next_due.after, ops.now());
    _schedule  constant text := lower(btrim(left(next_due.schedule, 1001)));
    _expanded  constant text := case _schedule
        when '@hourly' then '0 * * * *' when '@daily' then '0 0 * * *'
        when '@midnight' then '0 0 * * *' when '@weekly' then '0 0 * * 0'
        when '@monthly' then '0 0 1 * *' when '@yearly' then '0 0 1 1 *'
        when '@annually' then '0 0 1 1 *' else _schedule end;
    _fields    constant text[] := regexp_split_to_array(_expanded, '\s+');
    _minutes   integer[];
    _hours     integer[];
    _days      integer[];
    _months    integer[];
    _weekdays  integer[];
    _is_either boolean;
    _today     date;
    _day       date;
    _due_at    timestamptz;
begin
    if length(next_due.schedule) > 1000 then    -- reading it takes time by its square
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('a schedule of %s characters is too long',
                             length(next_due.schedule)),
            hint    = 'At most 1000; ranges and steps are shorter than lists.';
    end if;
    if cardinality(_fields) is distinct from 5 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('schedule %L has not five fields',
                             coalesce(left(next_due.schedule, 100), 'null')),
            hint    = 'Minute, hour, day of the month, month, day of the week: 30 2 * * 1-5; or '
                      '@hourly, @daily, @weekly, @monthly, @yearly.';
    end if;
    _minutes := ops._cron_values(_fields[1], 0, 59);
    _hours := ops._cron_values(_fields[2], 0, 23);
    _days := ops._cron_values(_fields[3], 1, 31);
    _months := ops._cron_values(_fields[4], 1, 12,
                                '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
    _weekdays := array(select v % 7 from unnest(ops._cron_values(
        _fields[5], 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')) as v);
    -- As cron has it: when both kinds of day are given, either of them will do.
    _is_either := left(_fields[3], 1) <> '*' and left(_fields[5], 1) <> '*';

    _today := (_after at time zone next_due.time_zone)::date;
    for _ahead in 0 .. 8 * 366 loop         -- from one 29 February to the next: eight years at most
        _day := _today + _ahead;
        continue when extract(month from _day) = any (_months) is not true
            or not case when _is_either
                        then extract(day from _day) = any (_days)
                             or extract(dow from _day) = any (_weekdays)
                        else extract(day from _day) = any (_days)
                             and extract(dow from _day) = any (_weekdays) end;
        if left(_fields[2], 1) = '*' then
            -- Each real hour, also those that a clock shows twice or leaves out.
            select min(t.at) into _due_at
              from generate_series(
                       greatest(date_trunc('minute', _after) + interval '1 minute',
                                _day::timestamp at time zone next_due.time_zone),
                       (_day + 1)::timestamp at time zone next_due.time_zone,
                       interval '1 minute') as t (at)
             cross join lateral (select t.at at time zone next_due.time_zone) as l (shown)
             where l.shown::date = _day
               and extract(minute from l.shown) = any (_minutes)
               and extract(hour from l.shown) = any (_hours);
        else
            -- Once, also at a time that a clock shows twice; at one that it leaves out, as much
            -- later as it jumps.
            select min(t.at) into _due_at
              from unnest(_hours) as h (hour)
             cross join unnest(_minutes) as m (minute)
             cross join lateral (
                   select (_day + make_time(h.hour, m.minute, 0))
                              at time zone next_due.time_zone) as t (at)
             where t.at > _after;
        end if;
        if _due_at is not null then
            return _due_at;
        end if;
    end loop;

    raise exception using
        errcode = 'invalid_parameter_value',
        message = format('schedule %L is never due', left(next_due.schedule, 100)),
        hint    = 'No month has such a day.';
end;
$function$;

comment on function ops.next_due is
$$Returns when a cron expression is next due, by the clock of a time zone.

schedule: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), with lists,
ranges, steps and English names of three letters; or @hourly, @daily, @weekly, @monthly, @yearly.
When both days are restricted, either will do. time_zone: IANA name. after: strictly later than
this; null = now. When clocks change: hours given by number come once, those left out as much later
as the clock jumps; with * for the hour it is due in each real hour. Errors: 22023 it is no such
expression, is longer than 1000 characters, is never due, or no such zone.$$;

revoke execute on function ops.next_due from public;
grant execute on function ops.next_due to aquascene_reader, aquascene_worker, aquascene_admin;

commit;
