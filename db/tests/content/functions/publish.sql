-- Test content.publish: publishes now.
begin;
select plan(10);

select test.travel_to('2031-01-01 10:00Z');
create temp table draft as select test.content('approved') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.publish(gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function publish', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.publish(%L) $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.publish(%L) $$, id),
    'user-% lacks the permission content.publish', 'should need the permission content.publish')
  from draft;

select test.act_as('editor');
set local role aquascene_editor;
select results_eq(
    format($$ select id, status::text, published_at from content.publish(content_id => %L) $$, id),
    format($$ values (%L::uuid, 'published', '2031-01-01 10:00Z'::timestamptz) $$, id),
    'should return the row with the time of publication')
  from draft;
reset role;
select results_eq(
    $$ select c.status::text, c.published_at
         from content.generated_content as c join draft using (id) $$,
    $$ values ('published', '2031-01-01 10:00Z'::timestamptz) $$, 'should write it down');

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.publish(test.content(outcome.status))).status;
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
    $$ values ('approved', 'published'),
              ('archived', 'refused'),
              ('cancelled', 'refused'),
              ('draft', 'refused'),
              ('needs_revision', 'refused'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'refused'),
              ('scheduled', 'published') $$,
    'should take what is approved or scheduled, and refuse the rest');

create temp table planned as select test.content('scheduled') as id;
update content.generated_content set scheduled_for = '2040-01-01Z'
 where id = (select id from planned);
select is(
    (content.publish(id)).published_at, '2031-01-01 10:00Z'::timestamptz,
    'should not wait for a time that was planned')
  from planned;

select throws_ok(
    $$ select content.publish(gen_random_uuid()) $$, 'P0002', null,
    'should refuse a draft that is not there');

select * from finish();
rollback;
