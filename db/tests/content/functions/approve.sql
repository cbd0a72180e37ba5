-- Test content.approve: lets a draft pass, in the name of who acts.
begin;
select plan(9);

select test.travel_to('2031-01-01 10:00Z');
create temp table draft as select test.content('review') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.approve(gen_random_uuid()) $$, r.name),
    '42501', 'permission denied for function approve', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.approve(%L) $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.approve(%L) $$, id),
    'user-% lacks the permission content.review', 'should need the permission content.review')
  from draft;

create temp table person as select test.act_as('editor') as id;
grant select on person to public;
set local role aquascene_editor;
select results_eq(
    format($$ select id, status::text, approved_by, approved_at
                from content.approve(content_id => %L) $$, d.id),
    format($$ values (%L::uuid, 'approved', %L::uuid, '2031-01-01 10:00Z'::timestamptz) $$,
           d.id, p.id), 'should return the row with who approved it, and when')
  from draft as d, person as p;
reset role;
select results_eq(
    $$ select c.status::text, c.approved_by, c.approved_at
         from content.generated_content as c join draft using (id) $$,
    $$ select 'approved', p.id, '2031-01-01 10:00Z'::timestamptz from person as p $$,
    'should write it down');

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.approve(test.content(outcome.status))).status;
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
              ('draft', 'refused'),
              ('needs_revision', 'refused'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'approved'),
              ('scheduled', 'refused') $$,
    'should take what is in review, and refuse the rest');

select throws_ok(
    $$ select content.approve(gen_random_uuid()) $$, 'P0002', null,
    'should refuse a draft that is not there');

select * from finish();
rollback;
