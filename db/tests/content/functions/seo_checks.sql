-- Test content._seo_checks and its helpers: what search engines look at.
begin;
select plan(116);

select is(p.provolatile, 'i', format('%s should be immutable', p.oid::regprocedure))
  from pg_proc as p
 where p.pronamespace = 'content'::regnamespace
   and p.proname in ('_markup', '_width', '_keyword_places', '_seo_keyword', '_seo_checks',
                     '_seo_score')
 order by p.proname;
select throws_ok(
    format($$ set local role %I; select content._seo_score('', '', '', '', '', '') $$, r.name),
    '42501', null, format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

-- The whole, as rows and as a number
create function pg_temp.article(words integer default 300) returns text
language sql as $function$
    select E'# Mosses\n\nMoss is green, [they say](https://example.com).\n\n'
           || '![Moss on wood](https://example.com/moss.jpg)' || E'\n\n'
           || repeat('one two three four five six moss eight nine ten. ', 4)
           || repeat('one two three four five six seven eight nine ten. ',
                     (article.words - 46) / 10) || 'So it is.';
$function$;
select is(content.count_words(content._prose(pg_temp.article())), 298, 'the builder should count');
select results_eq(
    $$ select check_name, passed, weight, advice
         from content._seo_checks('How to grow moss in a tank', repeat('x', 70),
                                  pg_temp.article(312), 'how-to-grow-moss', 'mosses', 'en') $$,
    $$ values ('title_length', true, 1.0, 'The title has 26 characters: fine.'),
              ('description_length', true, 1.0, 'The description has 70 characters: fine.'),
              ('keyword_in_title', true, 1.5, 'The title has "mosses": fine.'),
              ('keyword_in_intro', true, 1.0, '"mosses" stands first at word 1: fine.'),
              ('keyword_in_headings', true, 1.0, 'One of the headings has "mosses": fine.'),
              ('keyword_density', true, 1.0,
               '"mosses" stands 5 times in 308 words, which is 1.6 %: fine.'),
              ('headings', true, 1.0, '1 heading in 308 words: fine.'),
              ('links', true, 0.5, '1 link in 308 words: fine.'),
              ('image_alt', true, 0.5, '0 of 1 images lack an alt text: fine.'),
              ('length', true, 1.0, 'The text has 308 words: fine.'),
              ('slug', true, 0.5, 'The slug has 16 characters: fine.') $$,
    'should pass an article that has all');
select results_eq(
    $$ select check_name, passed, advice
         from content._seo_checks('Moss', null,
                                  '![](a.jpg)' || repeat('one two three. ', 201), null,
                                  'java fern', 'en') $$,
    $$ values ('title_length', false, 'The title has 4 characters: keep it within 20–70.'),
              ('description_length', false,
               'The description has 0 characters: write an excerpt, or else a summary, of 70–160.'),
              ('keyword_in_title', false, 'The title lacks "java fern": say it there, early.'),
              ('keyword_in_intro', false,
               'The text lacks "java fern": say it within the first 100 words.'),
              ('keyword_in_headings', false, 'There are no headings in 603 words: have it in one.'),
              ('keyword_density', false,
               '"java fern" stands 0 times in 603 words, which is 0.0 %: keep it within 0.5–3 %.'),
              ('headings', false,
               '0 headings in 603 words: have one for each 300 words, 2 or more.'),
              ('links', false, '0 links in 603 words: have one at least, and one in 30 words at '
                               'most, which is 20 here.'),
              ('image_alt', false, '1 of 1 images lack an alt text: say what each shows.'),
              ('length', true, 'The text has 603 words: fine.'),
              ('slug', false, 'There is no slug: write one of up to 75 characters that has the '
                              'keyword.') $$,
    'should say what is to be done');
select is(
    content._seo_score(t.title, t.description, t.body, t.slug, t.keyword, 'en'), t.expected,
    format('should give %s of the weight', t.expected))
  from (values
        ('How to grow moss in a tank', repeat('x', 70), pg_temp.article(312), 'grow-moss', 'moss',
         1.00),
        ('How to grow plants in a tank', repeat('x', 70), pg_temp.article(312), 'grow', 'moss',
         0.80),
        (null, null, null, null, null, 0.25)
       ) as t (title, description, body, slug, keyword, expected);
select is(
    (select string_agg(check_name, ' ' order by check_name)
       from content._seo_checks('A title of moss and wood', null, pg_temp.article(312), 'x',
                                t.keyword, 'en')
      where advice = 'There is no keyword: set focus_keyword, or a tag.'),
    'keyword_density keyword_in_headings keyword_in_intro keyword_in_title',
    format('should ask for a keyword when it is %L', t.keyword))
  from (values (null), (' ')) as t (keyword);

-- Each check at its ends
create function pg_temp.passes(check_name text, title text default '', description text default '',
                               body text default '', slug text default '', keyword text default '',
                               language text default 'en') returns boolean
language sql as $function$
    select c.passed
      from content._seo_checks(passes.title, passes.description, passes.body, passes.slug,
                               passes.keyword, passes.language) as c
     where c.check_name = passes.check_name;
$function$;
select is(pg_temp.passes('title_length', title => t.title), t.expected,
          format('title_length should be %s for %s', t.expected, t.what))
  from (values (repeat('x', 19), false, 19), (repeat('x', 20), true, 20),
               (repeat('x', 70), true, 70), (repeat('x', 71), false, 71),
               ('  ' || repeat('x', 19) || '  ', false, 19), (repeat('草', 10), true, 10),
               (repeat('草', 36), false, 36)) as t (title, expected, what);
select is(pg_temp.passes('description_length', description => repeat('x', t.size)), t.expected,
          format('description_length should be %s for %s', t.expected, t.size))
  from (values (69, false), (70, true), (160, true), (161, false)) as t (size, expected);
select is(pg_temp.passes('length', body => repeat('word ', t.size)), t.expected,
          format('length should be %s for %s words', t.expected, t.size))
  from (values (299, false), (300, true)) as t (size, expected);
select is(pg_temp.passes('keyword_in_title', title => t.title, keyword => t.keyword,
                         language => t.language), t.expected,
          format('keyword_in_title should be %s for %s in %s', t.expected, t.keyword, t.title))
  from (values ('en', 'Java ferns and wood', 'java fern', true),
               ('en', 'Java and ferns', 'java fern', false),
               ('en', 'A fern from Java', 'java fern', false),
               ('en', 'Growing mosses', 'moss', true), ('en', 'Mossberg', 'moss', false),
               ('de', 'Die Pflanzen', 'Pflanze', true), ('fr', 'Les Éléments', 'element', true),
               ('xx', 'Growing moss', 'MOSS', true), ('en', 'To be or not to be', 'to be', true),
               ('ja', '水草の世界', '水草', true), ('ja', '水と草', '水草', false),
               ('en', 'It''s 100 % moss', '%', false)) as t (language, title, keyword, expected);
select is(pg_temp.passes('keyword_in_intro', body => repeat('one ', t.place - 1) || 'moss.',
                         keyword => 'moss'), t.expected,
          format('keyword_in_intro should be %s at word %s', t.expected, t.place))
  from (values (1, true), (100, true), (101, false)) as t (place, expected);
select is(pg_temp.passes('keyword_in_headings', body => t.body, keyword => 'moss'), t.expected,
          format('keyword_in_headings should be %s for %s', t.expected, left(t.body, 40)))
  from (values (E'## Mosses\n\nText.', true), (E'Text.\n\n### Our *moss* \nText.', true),
               (E'The moss\n========\nText.', true), (E'The moss\n---\nText.', true),
               ('<h2 class="a">The <b>moss</b></h2><p>Text.', true), ('<H3>Moss</H3>', true),
               (E'## Wood\n\nMoss.', false), ('<h2>Wood</h2><p>Moss.', false),
               (E'```\n# moss\n```\n\n# Wood\n\nText.', false), ('<h2>A</h2>moss<h2>B</h2>', false),
               ('#moss is a tag', true), (repeat('one ', 299), true), (repeat('one ', 300), false)
       ) as t (body, expected);
select is(pg_temp.passes('keyword_density', keyword => t.keyword,
                         body => repeat(t.keyword || '. ', t.times) || repeat('one ', t.others)),
          t.expected, format('keyword_density should be %s for %s times %s among %s others',
                             t.expected, t.times, t.keyword, t.others))
  from (values ('moss', 0, 200, false), ('moss', 1, 199, true), ('moss', 1, 250, false),
               ('moss', 3, 97, true), ('moss', 4, 96, false), ('moss', 300, 300, false),
               ('java fern', 3, 194, true), ('java fern', 4, 192, false))
       as t (keyword, times, others, expected);
select is(pg_temp.passes('headings', body => t.headings || repeat('one ', t.words)), t.expected,
          format('headings should be %s for %s words after %L', t.expected, t.words, t.headings))
  from (values ('', 299, true), ('', 300, false), (E'# A\n\n', 300, true), (E'# A\n\n', 599, true),
               (E'# A\n\n', 600, false), (E'# A\n\n## B\n\n', 600, true),
               ('<h1>A</h1><h2>B</h2>', 600, true)) as t (headings, words, expected);
select is(pg_temp.passes('links', body => t.links || repeat('one ', 59)), t.expected,
          format('links should be %s for %s', t.expected, t.links))
  from (values ('', false), ('[a](https://example.com) ', true),
               ('![a](https://example.com) ', false),
               ('<a href="https://example.com">a</a> ', true), ('<a name="b">a</a> ', false),
               ('<A class="b" HREF=''c''>a</A> ', true), (E'```\n[a](b)\n```\n\n', false),
               (repeat('[a](b) ', 2), true), (repeat('[a](b) ', 3), false))
       as t (links, expected);
select is(pg_temp.passes('image_alt', body => t.body), t.expected,
          format('image_alt should be %s for %s', t.expected, t.body))
  from (values ('no image', true), ('![moss](a.jpg)', true), ('![](a.jpg)', false),
               ('![ ](a.jpg)', false), ('![moss](a.jpg) ![](b.jpg)', false),
               ('<img src="a.jpg" alt="moss">', true), ('<img alt=moss src="a.jpg"/>', true),
               ('<img src="a.jpg">', false), ('<img src="a.jpg" alt="">', false),
               ('<img src="a.jpg" alt = '' '' />', false), ('<IMG ALT="moss">', true),
               ('<img src="a.jpg" data-alt="moss">', false)) as t (body, expected);
select is(pg_temp.passes('slug', slug => t.slug, keyword => t.keyword), t.expected,
          format('slug should be %s for %s with %s', t.expected, t.slug, t.keyword))
  from (values ('', 'moss', false), (null, 'moss', false), ('grow-mosses', 'moss', true),
               ('grow-ferns', 'moss', false), ('a-java-fern', 'Java fern', true),
               (repeat('x', 75), '', true), (repeat('x', 76), '', false),
               ('d3a9ccb8', '水草', true)) as t (slug, keyword, expected);

-- The keyword
select is(content._seo_keyword(t.focus, t.tags, t.title, t.body, 'en'), t.expected,
          format('should take %L for the keyword %s', t.expected, t.what))
  from (values
        (' java fern ', '{moss}'::text[], 'Title', 'x', 'java fern', 'that is given'),
        (null, '{" ",moss,wood}', 'Title', 'x', 'moss', 'of the first tag'),
        (' ', '{}', 'The wood and the mosses', 'Moss is. Moss. Wood.', 'mosses', 'of the title'),
        (null, null, 'Wood and the of in', 'the the the', null, 'that the text lacks'),
        (null, null, null, null, null, 'of nothing')
       ) as t (focus, tags, title, body, expected, what);

-- Bad input
select isnt(content._seo_score('x', 'x', repeat(t.piece, 20000), 'x', 'moss', 'en'), null,
            format('should get over many %s', t.piece))
  from (values ('<h1'), ('<h1>'), ('![]('), ('[moss]('), ('<img '), ('<a '), ('moss '), ('#'),
               (E'\n='), (E'\u202E')) as t (piece);

select * from finish();
rollback;
