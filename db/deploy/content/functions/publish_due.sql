-- Deploy aquascene:content/functions/publish_due to pg
-- requires: content/tables/generated_content
-- requires: content/functions/stamp_status
-- requires: ops/tables/outbox

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Any number may run at once: each takes other rows.
create or replace function content.publish_due(batch_size integer default 1000)
returns setof uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- without the number, the planner expects a tenth
as $function$
begin
    return query
    with due as (
        select c.id
          from content.generated_content as c
         where c.status = 'scheduled' and c.scheduled_for <= ops.now()
         order by c.scheduled_for
         limit publish_due.batch_size
           for update skip locked
    ), published as (
        update content.generated_content as c
           set status = 'published'
          from due as d
         where c.id = d.id
        returning c.id, c.slug, c.published_at
    ), told as (
        insert into ops.outbox (topic, payload)
        select 'content.published',
               jsonb_build_object('content_id', p.id, 'slug', p.slug,
                                  'published_at', p.published_at)
          from published as p
    )
    select p.id from published as p;
end;
$function$;

comment on function content.publish_due is
$$Publishes up to batch_size contents whose time has come and returns their ids; none when nothing
is due. Call again while it returns batch_size of them; null takes all at once.
Errors: 2201W a negative batch_size.
Writes: content.generated_content, ops.outbox. Locks: the rows it returns.$$;

revoke execute on function content.publish_due from public;
grant execute on function content.publish_due to aquascene_worker;

commit;
