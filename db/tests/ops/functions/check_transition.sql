-- Test ops._check_transition: refuses a status change that no diagram draws.
begin;
select plan(5);

create function pg_temp.refusal(from_status text, to_status text) returns text
language plpgsql as $function$
declare
    _state text; _message text; _detail text; _hint text; _schema text; _table text;
begin
    perform ops._check_transition('newsletter_issue', refusal.from_status, refusal.to_status,
                                  'a schema', 'posts', '42');
    return 'allowed';
exception
    when object_not_in_prerequisite_state then
        get stacked diagnostics
            _message = message_text, _detail = pg_exception_detail, _hint = pg_exception_hint,
            _schema = schema_name, _table = table_name;
        return concat_ws(' | ', _message, _detail, _hint, _schema, _table);
end;
$function$;

select is(pg_temp.refusal('draft', 'review'), 'allowed', 'should allow an edge');
select is(
    pg_temp.refusal('review', 'sent'),
    'newsletter issue cannot go from review to sent | Row of "a schema".posts with id 42. | '
    'From review it can go to: approved (approve), draft (needs_revision). | a schema | posts',
    'should refuse another, name the row, and say what can be done');
select is(
    pg_temp.refusal('sent', 'draft'),
    'newsletter issue cannot go from sent to draft | Row of "a schema".posts with id 42. | '
    'sent is a final status. | a schema | posts',
    'should say that a status is final');
select throws_ok(
    $$ select ops._check_transition('poem', 'draft', 'review', 's', 't', '1') $$, '55000', null,
    'should refuse an entity that has no diagram');
select throws_ok(
    $$ select ops._check_transition('content', 'draft', null, 's', 't', '1') $$, '55000', null,
    'should refuse null');

select * from finish();
rollback;
