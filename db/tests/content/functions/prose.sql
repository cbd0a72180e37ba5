-- Test content._prose: what of a text is read as sentences.
begin;
select plan(41);

select volatility_is('content', '_prose', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content._prose(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_worker; select content._prose('x') $$, '42501', null,
    'a worker may not execute it');
reset role;

select is(content._prose(t.body), t.expected, format('should %s', t.what))
  from (values
        ('keep plain text', 'Plants need light.', 'Plants need light.'),
        ('give null for null', null, null),
        ('give nothing for nothing', '', ''),
        ('give nothing for white space', E' \n\t\n ', ''),
        ('join the lines of a paragraph', E'Plants\nneed\r\nlight.', 'Plants need light.'),
        ('keep paragraphs apart', E'One is.\n \n\nTwo is.', E'One is.\nTwo is.'),
        ('leave out a line that no mark ends', E'A heading\n\nOne is.\n\nA caption', 'One is.'),
        ('keep such lines when there are no others', E'One\n\nTwo', E'One\nTwo'),
        ('keep a long line that no mark ends', E'One is.\n\n' || repeat('ten bytes ', 9),
         E'One is.\n' || rtrim(repeat('ten bytes ', 9))),
        ('leave out a short one of many bytes', E'水草。\n\n水草', '水草。'),
        -- Markdown
        ('leave out headings', E'# Why.\nOne is.\n\n### How?\n\nTwo is.', E'One is.\nTwo is.'),
        ('keep a number sign in a text', E'The #1 is.', 'The #1 is.'),
        ('leave out underlined headings', E'Why it is.\n=====\nOne is.\n\nHow.\n---\nTwo is.',
         E'One is.\nTwo is.'),
        ('part items and drop their marks', E'One is.\n- Two is.\n* Three is.\n10. Four is.',
         E'One is.\nTwo is.\nThree is.\nFour is.'),
        ('leave out items that are no sentences', E'It needs:\n\n- light\n- water\n\nOne is.',
         'One is.'),
        ('leave out code',
         E'One is.\n```sql\nselect 1. Two.\n```\nThree is.', E'One is.\nThree is.'),
        ('leave out code without an end', E'One is.\n~~~\nselect 1. Two.', 'One is.'),
        ('keep what is between two blocks of code', E'```\na. b\n```\nOne is.\n```\nc. d\n```',
         'One is.'),
        ('leave out tables and rulers',
         E'One is.\n\n| a. | b. |\n|--|--|\n\n---\nTwo is.',
         E'One is.\nTwo is.'),
        ('keep the text of a link',
         'See [the plants](https://example.com/a_b).', 'See the plants.'),
        ('leave out images', 'One ![a plant](moss.jpg)is.', 'One is.'),
        ('leave out addresses', 'See https://example.com/a?b=c.', 'See .'),
        ('drop the marks of emphasis', 'It **is** *very* `bright`.', 'It is very bright.'),
        ('drop the marks of quotes', E'> One\n> is.', 'One is.'),
        ('leave out the marks of notes',
         'It is.[12] So[a] there.[citation needed]',
         'It is. So there.'),
        -- HTML
        ('drop tags',
         '<p>One <b>is</b> <a href="https://example.com">so</a>.</p>', 'One is so.'),
        ('part paragraphs at tags only', E'<p>One\n\nis.</p><div class="x">Two<br/>is.</div>',
         E'One  is.\nTwo is.'),
        ('leave out headings of HTML', '<h2 id="a">Why.</h2><p>One is.</p><H3>How.</H3>Two is.',
         E'One is.\nTwo is.'),
        ('leave out scripts, styles, comments, code and tables',
         '<script>a. b</script><style>c. d</style><!-- e. f --><pre>g. h</pre><p>One is.'
         '<table><tr><td>i. j</td></tr></table>', 'One is.'),
        ('keep what is between two of them', '<pre>a.</pre>One is.<pre>b.</pre>', 'One is.'),
        ('keep a sign that is no tag', 'It is <5 mm and >3 mm.', 'It is <5 mm and >3 mm.'),
        ('read entities', 'It&rsquo;s the caf&eacute;&nbsp;&amp; bar.', 'It''s the cafe   bar.')
       ) as t (what, body, expected);

select is(
    length(content._prose(repeat('one is. ', 1000000))), 49999,
    'should look at the beginning of a text of 8 MB only');
select is(
    content._prose(repeat(t.piece, 20000)) is not null, true,
    format('should get over %s without an end', t.piece))
  from (values ('<h1 '), ('<pre>'), ('[a]('), ('```'), ('<!--')) as t (piece);

select * from finish();
rollback;
