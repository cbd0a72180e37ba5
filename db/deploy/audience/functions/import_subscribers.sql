-- Deploy aquascene:audience/functions/import_subscribers to pg
-- requires: audience/functions/apply_import
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.import_subscribers(subscribers jsonb, source text)
returns table (outcome text, row_count bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _names  constant text[] := array[
        'email', 'first_name', 'last_name', 'country', 'timezone', 'language', 'tags',
        'content_types', 'newsletter_frequency', 'newsletter_consent'];
    _import audience.subscriber_imports;
begin
    perform admin._check_permission('audience.manage');
    if jsonb_typeof(import_subscribers.subscribers) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'subscribers is not a JSON list',
            hint    = 'Pass [{"email": "ada@example.com"}, …].';
    end if;

    -- An import like that of a file, of which nothing is kept.
    insert into audience.subscriber_imports as i (source, columns, fields, created_at)
    values (import_subscribers.source, _names, _names, ops.now())
    returning i.* into _import;
    insert into audience.subscriber_import_rows (
        import_id, row_number, line_number, fields, problem)
    select _import.id, l.place, l.place,
           array[l.row ->> 'email', l.row ->> 'first_name', l.row ->> 'last_name',
                 l.row ->> 'country', l.row ->> 'timezone', l.row ->> 'language',
                 l.row ->> 'tags', l.row ->> 'content_types', l.row ->> 'newsletter_frequency',
                 coalesce(l.row -> 'gdpr_consent' = 'true', false)::text],
           case when jsonb_typeof(nullif(l.row -> 'tags', 'null')) <> 'array'
                     or jsonb_typeof(nullif(l.row -> 'content_types', 'null')) <> 'array'
                then 'tags or content_types is no list' end
      from jsonb_array_elements(import_subscribers.subscribers)
           with ordinality as l (row, place);
    _import := audience.finish_staging(_import.id);
    while _import.status <> 'done' loop
        _import := audience.apply_import(_import.id, 100000);
    end loop;
    delete from audience.subscriber_imports as i where i.id = _import.id;

    return query
    select c.outcome, c.row_count
      from (values ('added', _import.added_count::bigint),
                   ('invalid', _import.invalid_count::bigint),
                   ('known', (_import.known_count + _import.duplicate_count)::bigint),
                   ('suppressed', _import.suppressed_count::bigint)) as c (outcome, row_count)
     where c.row_count > 0
     order by c.outcome;
end;
$function$;

comment on function audience.import_subscribers is
$$Takes in subscribers whose consent the caller vouches for, and counts what became of them. For a
file, with a report of its lines: audience.begin_import.

subscribers: a JSON list of objects with email and, if wanted, first_name, last_name, country,
timezone (IANA), language, tags, content_types, newsletter_frequency, gdpr_consent (true = agreed to
the newsletter). source: where they come from. Returns a row for each outcome: added (active), known
(left as they are), suppressed, invalid. All or nothing. A person who acts needs audience.manage.
Errors: 28000 nobody acts; 42501 the permission is missing; 22023 no JSON list; 22001 source is
longer than 50 characters; 23502 no source.
Writes: audience.subscribers, subscription_preferences, consent_events.$$;

revoke execute on function audience.import_subscribers from public;
grant execute on function audience.import_subscribers to aquascene_editor, aquascene_worker;

commit;
