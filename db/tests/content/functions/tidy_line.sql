-- Test content._tidy_line: one line, without what cannot be seen.
begin;
select plan(21);

select throws_ok(
    $$ set local role aquascene_editor; select content._tidy_line('') $$, '42501', null,
    'an editor may not execute it');

select is(content._tidy_line(t.body), t.line, format('should tidy %s', t.what))
  from (values
            ('moss', 'moss', 'nothing'),
            ('  Java   moss ', 'Java moss', 'blanks'),
            (E'\tJava\r\n\nmoss\x7f', 'Java moss', 'control characters'),
            (E'Java\u00a0\u2003\u3000moss', 'Java moss', 'blanks of other scripts'),
            (E'Ja\u00adva\u200bmoss\ufeff', 'Javamoss', 'what has no width'),
            (E'\u202eJava\u202c \u2066moss\u2069', 'Java moss', 'marks of direction'),
            (E'e\u0301tang', E'\u00e9tang', 'letters in two parts'),
            (E'می\u200cشود', E'می\u200cشود', 'not the joiner of Persian'),
            (E'\U0001f469\u200d\U0001f33e', E'\U0001f469\u200d\U0001f33e',
             'not the joiner of emoji'),
            ('水草', '水草', 'not Han'),
            (E'\U0001f420', E'\U0001f420', 'not an emoji'),
            ('<b>&amp;''"\', '<b>&amp;''"\', 'not markup'),
            (null, null, 'null'),
            ('', null, 'nothing at all'),
            (' ', null, 'a blank'),
            (E'\n\t\u00a0', null, 'blanks alone'),
            (E'\u200b\ufeff', null, 'what cannot be seen alone'),
            (E'\u200d', null, 'a joiner alone'),
            (E' \u200c\ufe0f ', null, 'joiners between blanks')
       ) as t (body, line, what);
select is(
    length(content._tidy_line(repeat('moss  ', 100000))), 499999, 'should take a long text');

select * from finish();
rollback;
