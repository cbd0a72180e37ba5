-- Test content._found_content: the row of content, or an error that helps.
begin;
select plan(3);

select throws_ok(
    $$ set local role aquascene_editor; select content._found_content(null) $$, '42501', null,
    'nobody executes it');
reset role;
create temp table draft as select test.content() as id;
select is((content._found_content(id)).id, id, 'should return the row') from draft;
select throws_ok($$ select content._found_content(null) $$, 'P0002', 'no generated content null',
                 'should refuse null');

select * from finish();
rollback;
