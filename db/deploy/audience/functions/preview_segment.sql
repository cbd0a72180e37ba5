-- Deploy aquascene:audience/functions/preview_segment to pg
-- requires: audience/functions/compile_criteria
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/subscriber_engagement

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.preview_segment(
    criteria    jsonb,
    sample_size integer default 10
)
returns table (subscriber_count bigint, active_count bigint, sample jsonb)
language plpgsql
stable
security definer                            -- compiled criteria may read the ledger
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling costs more than it saves
as $function$
declare
    _from constant text := audience._segment_source(
        audience.compile_criteria(preview_segment.criteria));
begin
    if not coalesce(preview_segment.sample_size between 0 and 1000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('sample_size %s is not within 0 to 1000',
                             coalesce(preview_segment.sample_size::text, 'null')),
            hint    = 'Ten are enough to see whether the criteria say what is meant.';
    end if;
    execute 'select count(*), count(*) filter (where s.status = ''active'')' || _from
       into subscriber_count, active_count;
    sample := '[]';
    if subscriber_count > 0 then
        execute 'select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from ('
                'select s.id, s.email, s.first_name, s.last_name, s.status, s.country, s.language, '
                's.tags' || _from || ' limit $1) as r'
           into sample
          using preview_segment.sample_size;
    end if;
    return next;
end;
$function$;

comment on function audience.preview_segment is
$$Returns how many subscribers fit criteria, how many of them are active, and a sample.

criteria: see audience.compile_criteria. Subscribers of every status fit, unless the criteria ask
for a status; only active ones who consented are ever sent to. sample_size: 0 to 1,000; any that
fit, as a list of objects. Errors: 22023 criteria with faults; a size out of range.$$;

revoke execute on function audience.preview_segment from public;
grant execute on function audience.preview_segment to aquascene_editor;

commit;
