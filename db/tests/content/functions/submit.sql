-- Test content.submit: asks for review of a draft.
begin;
select plan(9);

create temp table draft as select test.content('draft') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.submit(gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function submit', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.submit(%L) $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('analyst');
select throws_like(
    format($$ select content.submit(%L) $$, id),
    'user-% lacks the permission content.write', 'should need the permission content.write')
  from draft;

select test.act_as('author');
set local role aquascene_editor;
select is((content.submit(content_id => id)).status, 'review', 'should return the row in review')
  from draft;
reset role;
select is(c.status, 'review', 'should write the status')
  from content.generated_content as c join draft using (id);

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.submit(test.content(outcome.status))).status;
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
    $$ values ('approved', 'refused'),
              ('archived', 'refused'),
              ('cancelled', 'refused'),
              ('draft', 'review'),
              ('needs_revision', 'review'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'refused'),
              ('scheduled', 'refused') $$,
    'should take drafts and what needs revision, and refuse the rest');

select throws_ok(
    $$ select content.submit(gen_random_uuid()) $$, 'P0002', null,
    'should refuse a draft that is not there');

select * from finish();
rollback;
