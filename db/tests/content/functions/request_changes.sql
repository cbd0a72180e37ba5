-- Test content.request_changes: sends content back to its author, with a reason.
begin;
select plan(14);

create temp table draft as select test.content('review') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.request_changes(gen_random_uuid(), 'x') $$,
           r.name), '42501', 'permission denied for function request_changes',
    format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.request_changes(%L, 'Off topic.') $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.request_changes(%L, 'Off topic.') $$, id),
    'user-% lacks the permission content.review', 'should need the permission content.review')
  from draft;

select test.act_as('editor');
set local role aquascene_editor;
select results_eq(
    format($$ select id, status::text, review_note
                from content.request_changes(content_id => %L, reason => 'Off topic.') $$, id),
    format($$ values (%L::uuid, 'needs_revision', 'Off topic.') $$, id),
    'should return the row with the reason')
  from draft;
reset role;
select is(
    format('%s: %s', c.status, c.review_note), 'needs_revision: Off topic.',
    'should write the status and the reason')
  from content.generated_content as c join draft using (id);

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.request_changes(test.content(outcome.status), 'Off topic.')).status;
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
    $$ values ('approved', 'needs_revision'),
              ('archived', 'refused'),
              ('cancelled', 'refused'),
              ('draft', 'refused'),
              ('needs_revision', 'refused'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'needs_revision'),
              ('scheduled', 'refused') $$,
    'should take what is in review or approved, and refuse the rest');

select throws_ok(
    format($$ select content.request_changes(gen_random_uuid(), %L) $$, r.reason), '22023',
    'a request for changes needs a reason', format('should refuse %L as a reason', r.reason))
  from (values (null), (''), ('  '), (E'\n\t')) as r (reason);

select throws_ok(
    $$ select content.request_changes(gen_random_uuid(), 'Off topic.') $$, 'P0002', null,
    'should refuse a draft that is not there');

create temp table approved as select test.content('review') as id;
select content.approve(id) from approved;
select results_eq(
    $$ select c.approved_by, c.approved_at from approved, content.request_changes(id,
        'No.') as c $$,
    $$ values (null::uuid, null::timestamptz) $$, 'should take an approval back');

select * from finish();
rollback;
