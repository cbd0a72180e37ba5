-- Test content._move: moves a draft along the edge of an event.
begin;
select plan(14);

create temp table draft as select test.content('review') as id, test.content('review') as other;

select volatility_is(
    'content', '_move', array['uuid', 'text', 'text', 'uuid', 'timestamp with time zone'],
    'volatile', 'should be volatile');
select throws_ok(
    format($$ set local role %I; select content._move(gen_random_uuid(), 'submit') $$, r.name),
    '42501', 'permission denied for function _move', format('%s may not execute it', r.name))
  from (values ('aquascene_admin'), ('aquascene_worker')) as r (name);

select results_eq(
    format($$ select id, status::text, review_note
                from content._move(%L, 'request_changes', 'Too short.') $$, id),
    format($$ values (%L::uuid, 'needs_revision', 'Too short.') $$, id),
    'should return the row as it is now')
  from draft;
select is(
    format('%s: %s', c.status, c.review_note), 'needs_revision: Too short.',
    'should write the status and the note')
  from content.generated_content as c join draft using (id);
select is(
    (content._move(id, 'submit')).review_note, 'Too short.', 'should keep the note when given none')
  from draft;
select is(
    (content._move(id, 'reject', 'Still too short.')).review_note, 'Still too short.',
    'should replace the note by a new one')
  from draft;
select is(c.status, 'review', 'should leave other drafts alone')
  from content.generated_content as c, draft as d where c.id = d.other;

select throws_ok(
    format($$ select content._move(%L, %L, 'A note.') $$, id, e.event), '55000', e.message,
    format('should refuse to %s what is rejected', e.event))
  from draft, (values
           ('reject', 'cannot reject: the content is rejected'),
           ('request_changes', 'cannot request changes: the content is rejected'),
           ('no_such', 'cannot no such: the content is rejected')) as e (event, message);
select is(
    format('%s: %s', c.status, c.review_note), 'rejected: Still too short.',
    'should change nothing when it refuses')
  from content.generated_content as c join draft using (id);

select throws_ok(
    format($$ select content._move(%L, 'submit') $$, c.id), 'P0002',
    format('no generated content %s', coalesce(c.id, 'null')),
    format('should refuse %s', coalesce(c.id, 'null')))
  from (values ('00000000-0000-0000-0000-000000000000'), (null)) as c (id);

select * from finish();
rollback;
