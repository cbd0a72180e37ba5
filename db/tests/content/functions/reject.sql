-- Test content.reject: ends a draft, with a reason.
begin;
select plan(13);

create temp table draft as select test.content('review') as id;
grant select on draft to public;

select throws_ok(
    format($$ set local role %I; select content.reject(gen_random_uuid(), 'Off topic.') $$, r.name),
    '42501', 'permission denied for function reject', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ select content.reject(%L, 'Off topic.') $$, id), '28000', null,
    'should need a person')
  from draft;
select test.act_as('author');
select throws_like(
    format($$ select content.reject(%L, 'Off topic.') $$, id),
    'user-% lacks the permission content.review', 'should need the permission content.review')
  from draft;

select test.act_as('editor');
set local role aquascene_editor;
select results_eq(
    format($$ select id, status::text, review_note
                from content.reject(content_id => %L, reason => 'Off topic.') $$, id),
    format($$ values (%L::uuid, 'rejected', 'Off topic.') $$, id),
    'should return the row with the reason')
  from draft;
reset role;
select is(
    format('%s: %s', c.status, c.review_note), 'rejected: Off topic.',
    'should write the status and the reason')
  from content.generated_content as c join draft using (id);

create function pg_temp.outcome(status text) returns text
language plpgsql as $function$
begin
    return (content.reject(test.content(outcome.status), 'Off topic.')).status;
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
              ('draft', 'rejected'),
              ('needs_revision', 'refused'),
              ('published', 'refused'),
              ('rejected', 'refused'),
              ('review', 'rejected'),
              ('scheduled', 'refused') $$,
    'should take drafts and what is in review, and refuse the rest');

select throws_ok(
    format($$ select content.reject(gen_random_uuid(), %L) $$, r.reason), '22023',
    'a rejection needs a reason', format('should refuse %L as a reason', r.reason))
  from (values (null), (''), ('  '), (E'\n\t')) as r (reason);

select throws_ok(
    $$ select content.reject(gen_random_uuid(), 'Off topic.') $$, 'P0002', null,
    'should refuse a draft that is not there');

select * from finish();
rollback;
