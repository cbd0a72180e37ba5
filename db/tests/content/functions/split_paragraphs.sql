-- Test content._split_paragraphs: the paragraphs of a text.
begin;
select plan(12);

select throws_ok(
    $$ set local role aquascene_editor; select content._split_paragraphs('') $$, '42501', null,
    'an editor may not execute it');

select is(
    array(select p.paragraph from content._split_paragraphs(t.body) as p order by p.place),
    t.paragraphs, format('should split %s', t.what))
  from (values
            (E'One.\n\nTwo.', array['One.', 'Two.'], 'where a line is empty'),
            (E'One.\r\n\r\nTwo.\r\n', array['One.', 'Two.'], 'lines of Windows'),
            (E'One.\n \t\n\n\n Two.', array['One.', 'Two.'], 'where lines are blank'),
            (E'One\nline.\n\nTwo.', array[E'One\nline.', 'Two.'], 'not at the end of a line'),
            (E'\n\nOne.\n\n', array['One.'], 'nothing at the ends'),
            ('', array[]::text[], 'nothing'),
            (E' \n\n ', array[]::text[], 'blanks'),
            (null, array[]::text[], 'null')
       ) as t (body, paragraphs, what);
select results_eq(
    $$ select * from content._split_paragraphs(E'a\n\nb\n\na \n\n\n\nA\n\na') order by place $$,
    $$ values (1::bigint, 'a', 1::bigint), (2, 'b', 1), (3, 'a', 2), (4, 'A', 1), (5, 'a', 3) $$,
    'should number them, and those that are equal');
select is(count(*), 50000::bigint, 'should take many')
  from content._split_paragraphs(repeat(E'A paragraph.\n\n', 50000));
select is(max(occurrence), 50000::bigint, 'should number many that are equal')
  from content._split_paragraphs(repeat(E'A paragraph.\n\n', 50000));

select * from finish();
rollback;
