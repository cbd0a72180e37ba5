-- Test content.schedule: has approved content published later.
begin;
select plan(15);

select test.travel_to('2031-01-01 10:00Z');
create temp table draft as select test.content('approved') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.schedule(gen_random_uuid(), now()) $$, r.name),
    '42501', 'permission denied for function schedule', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.schedule(%L, '2031-01-02Z') $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.schedule(%L, '2031-01-02Z') $$, id),
    'user-% lacks the permission content.publish', 'should need the permission content.publish')
  from draft;

select test.act_as('editor');
set local role aquascene_editor;
select results_eq(
    format($$ select id, status::text, scheduled_for, published_at
                from content.schedule(content_id => %L, scheduled_for => '2031-01-02 08:00Z') $$,
           id),
    format($$ values (%L::uuid, 'scheduled', '2031-01-02 08:00Z'::timestamptz,
                      null::timestamptz) $$, id),
    'should return the row with its time')
  from draft;
reset role;
select results_eq(
    $$ select c.status::text, c.scheduled_for
         from content.generated_content as c join draft using (id) $$,
    $$ values ('scheduled', '2031-01-02 08:00Z'::timestamptz) $$, 'should write it down');

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.schedule(test.content(outcome.status), '2031-01-02Z')).status;
exception
    when object_not_in_prerequisite_state then
        return 'refused';
end;
$function$;
select results_eq(
    $$ select distinct t.to_status, pg_temp.outcome(t.to_status)
         from ops.status_transitions as t
        where t.entity = 'content'
        order by t.to_status $$,
    $$ values ('approved', 'scheduled'),
              ('archived', 'refused'),
              ('cancelled', 'refused'),
              ('draft', 'refused'),
              ('needs_revision', 'refused'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'refused'),
              ('scheduled', 'refused') $$,
    'should take what is approved, and refuse the rest');

select throws_ok(
    format($$ select content.schedule(gen_random_uuid(), %L) $$, t.at), '22023',
    format('scheduled_for %s is not in the future', coalesce(t.at::text, 'null')),
    format('should refuse %s', t.what))
  from (values (timestamptz '2031-01-01 09:59Z', 'the past'), ('2031-01-01 10:00Z', 'now'),
               ('infinity', 'never'), (null, 'null')) as t (at, what);

create temp table again as select test.content('approved') as id;
update content.generated_content as c set scheduled_for = '2030-01-01Z' from again
 where c.id = again.id;
select is(
    (content.schedule(id, '2031-01-01 10:00:01Z')).scheduled_for,
    '2031-01-01 10:00:01Z'::timestamptz, 'should replace a time it had before')
  from again;

select is(count(*), 1::bigint, 'should change the row once')
  from audit.audit_log as l join again on l.record_id = again.id::text
 where l.new_data ->> 'status' = 'scheduled';

select throws_ok(
    $$ select content.schedule(gen_random_uuid(), '2031-01-02Z') $$, 'P0002', null,
    'should refuse a draft that is not there');

select * from finish();
rollback;
