-- Test ops._status_after: the status that an event leads to.
begin;
select plan(10);

select volatility_is(
    'ops', '_status_after', array['text', 'text', 'text', 'text'], 'stable', 'should be stable');
set local role aquascene_editor;
select throws_ok(
    $$ select ops._status_after('content', 'draft', 'submit', '1') $$, '42501', null,
    'an editor may not');
reset role;

insert into ops.status_transitions (entity, from_status, to_status, event)
values ('test_thing', 'new', 'half_done', 'work_on'), ('test_thing', 'new', 'done', 'finish'),
       ('test_thing', 'half_done', 'gone', 'work_on'), ('test_other', 'new', 'old', 'work_on');

create function pg_temp.refusal(entity text, from_status text, event text) returns text
language plpgsql as $function$
declare
    _message text;
    _detail  text;
    _hint    text;
begin
    return ops._status_after(refusal.entity, refusal.from_status, refusal.event, 'id-7');
exception
    when object_not_in_prerequisite_state then
        get stacked diagnostics
            _message = message_text,
            _detail = pg_exception_detail,
            _hint = pg_exception_hint;
        return concat_ws(' | ', _message, _detail, _hint);
end;
$function$;

set local role aquascene_owner;
select is(
    ops._status_after(t.entity, t.from_status, t.event, 'id-7'), t.to_status,
    format('%s from %s: %s', t.entity, t.from_status, t.event))
  from ops.status_transitions as t
 where t.entity like 'test\_%'
 order by t.entity, t.from_status, t.event;
reset role;
select is(
    pg_temp.refusal('test_thing', 'new', 'give_up'),
    'cannot give up: the test thing is new | Its id is id-7. | '
    || 'What can be done with it: finish, work_on.',
    'should refuse an event that is not possible, and list those that are');
select is(
    pg_temp.refusal('test_thing', 'half_done', 'finish'),
    'cannot finish: the test thing is half_done | Its id is id-7. | '
    || 'What can be done with it: work_on.',
    'should refuse an event that is possible from another status');
select is(
    pg_temp.refusal('test_thing', 'gone', 'work_on'),
    'cannot work on: the test thing is gone | Its id is id-7. | gone is final.',
    'should say that a status is final');
select throws_ok(
    $$ select ops._status_after('content', 'draft', null, '1') $$, '55000', null,
    'should refuse null for the event');

select * from finish();
rollback;
