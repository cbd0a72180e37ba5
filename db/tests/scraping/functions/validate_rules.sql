-- Test scraping.validate_rules: all that is wrong with the rules of a target.
begin;
select plan(138);

select is_empty(format('select * from scraping.validate_rules(%L)', r.rules),
                format('should find nothing wrong in %s', r.rules))
  from (values
            ('{}'),
            ('{"selectors": {"title": "h1.article-title", "content": ".article-content",
                             "author": ".author-name", "date": ".publish-date",
                             "images": "img.content-image"},
               "filters": {"min_word_count": 200,
                           "exclude_patterns": ["advertisement", "sponsored"]},
               "extraction": {"follow_links": true, "max_depth": 3, "respect_robots_txt": true},
               "rate_limiting": {"requests_per_second": 0.5, "concurrent_requests": 1}}'),
            ('{"filters": {"min_word_count": 0}, "network": {"allow_private": ["localhost"]}}'),
            ('{"extraction": {"max_depth": 1e1}, "filters": {"exclude_patterns": []}}'),
            ('{"rate_limiting": {"requests_per_second": 0.00001, "concurrent_requests": 100}}'),
            ('{"rate_limiting": {"requests_per_second": 1e3}, "extraction": {"max_depth": 100.0}}'),
            ('{"selectors": {}, "filters": {}, "extraction": {}, "network": {}}')
       ) as r (rules);
select results_eq(
    $$ select * from scraping.validate_rules(
           '{"selectors": {"title": "h1[", "Big": "a", "date": 1, "content": "article"},
             "filters": {"min_word_count": 1.5, "exclude_patterns": ["a", " "], "words": 1},
             "extraction": [],
             "rate_limiting": {"requests_per_second": 0, "concurrent_requests": 101},
             "network": {"allow_private": "localhost"},
             "others": {}}') $$,
    $$ values
        ('$.extraction', 'is a JSON array, not an object'),
        ('$.filters.exclude_patterns', 'is no list of up to 100 texts of 1 to 200 characters'),
        ('$.filters.min_word_count', '1.5 is not a whole number from 0 to 1000000'),
        ('$.filters.words', 'is no rule; there are exclude_patterns, min_word_count'),
        ('$.network.allow_private', 'is no list of up to 100 texts of 1 to 200 characters'),
        ('$.others', 'is no rule; there are selectors, filters, extraction, rate_limiting and '
                     'network'),
        ('$.rate_limiting.concurrent_requests', '101 is not a whole number from 1 to 100'),
        ('$.rate_limiting.requests_per_second', '0 is not a number from 0.00001 to 1000'),
        ('$.selectors.Big', 'is no name of a field: lower-case letters, digits and _'),
        ('$.selectors.date', '1 is no CSS selector'),
        ('$.selectors.title', '"h1[" is no CSS selector') $$,
    'should say all that is wrong at once, with the path');
select is((select v.error from scraping.validate_rules(r.rules::jsonb) as v), r.error,
          format('should refuse %s', r.rules))
  from (values
            ('[]', 'is a JSON array, not an object'), ('null', 'is a JSON null, not an object'),
            (null, 'is a JSON null, not an object'),
            ('{"filters": {"min_word_count": "9"}}',
             '"9" is not a whole number from 0 to 1000000'),
            ('{"filters": {"min_word_count": -1}}', '-1 is not a whole number from 0 to 1000000'),
            ('{"filters": {"min_word_count": null}}',
             'null is not a whole number from 0 to 1000000'),
            ('{"rate_limiting": {"requests_per_second": 1e400}}',
             left('1' || repeat('0', 400), 200) || ' is not a number from 0.00001 to 1000'),
            ('{"rate_limiting": {"requests_per_second": 1e-300}}',
             '0.' || repeat('0', 198) || ' is not a number from 0.00001 to 1000'),
            ('{"rate_limiting": {"requests_per_second": 0.000009}}',
             '0.000009 is not a number from 0.00001 to 1000'),
            ('{"rate_limiting": {"requests_per_second": 1000.1}}',
             '1000.1 is not a number from 0.00001 to 1000'),
            ('{"rate_limiting": {"requests_per_second": "1"}}',
             '"1" is not a number from 0.00001 to 1000'),
            ('{"rate_limiting": {"concurrent_requests": 0}}',
             '0 is not a whole number from 1 to 100'),
            ('{"extraction": {"max_depth": 101}}', '101 is not a whole number from 0 to 100'),
            ('{"extraction": {"max_depth": 1e-9}}',
             '0.000000001 is not a whole number from 0 to 100'),
            ('{"extraction": {"max_depth": true}}', 'true is not a whole number from 0 to 100'),
            ('{"extraction": {"respect_robots_txt": 0}}', '0 is neither true nor false'),
            ('{"filters": {"exclude_patterns": null}}',
             'is no list of up to 100 texts of 1 to 200 characters'),
            ('{"filters": {"exclude_patterns": [""]}}',
             'is no list of up to 100 texts of 1 to 200 characters'),
            ('{"filters": {"exclude_patterns": [["a"]]}}',
             'is no list of up to 100 texts of 1 to 200 characters'),
            ('{"network": {"allow_private": [1]}}',
             'is no list of up to 100 texts of 1 to 200 characters'),
            ('{"": {}}', 'is no rule; there are selectors, filters, extraction, rate_limiting and '
                         'network'),
            ('{"selectors": {"": "a"}}',
             'is no name of a field: lower-case letters, digits and _'),
            ('{"selectors": {"title": ""}}', '"" is no CSS selector'),
            ('{"selectors": {"title": null}}', 'null is no CSS selector'),
            ('{"selectors": {"title": ["h1"]}}', '["h1"] is no CSS selector'),
            ('"{}"', 'is a JSON string, not an object'),
            ('1e9999', 'is a JSON number, not an object'),
            ('true', 'is a JSON boolean, not an object'),
            ('{"rate_limiting": {"requests_per_second": [1]}}',
             '[1] is not a number from 0.00001 to 1000'),
            ('{"extraction": {"follow_links": "yes"}}', '"yes" is neither true nor false'),
            ('{"extraction": {"follow_links": null}}', 'null is neither true nor false'),
            ('{"selectors": null}', 'is a JSON null, not an object')) as r (rules, error);

select ok(scraping._is_selector(s.selector), format('should take the selector %s', s.selector))
  from unnest(array[
           'h1', '*', '.a', '#a', 'a.b#c', 'div > p', 'div>p', 'a + b ~ c', 'a, b', 'a , b',
           '[href]', 'a[href="x]y"]', 'a[rel~=nofollow]', '[data-x^="a" i]', 'p:not(.a, .b)',
           'li:nth-child(2n+1)', 'li:nth-of-type(odd)', 'p:first-child', 'div:has(> img)',
           'p:is(.a:not(.b))', '.ä', '.a\:b', E'div\n p', ' h1 ', '-a', '[title=":not("]',
           '[a="b" ]', '[a=''"'']', '[a="\""]', 'p:has(~ b, i)', 'a:where( b , c )', '.a\:_',
           'li:nth-child( -n + 3 )', 'li:nth-last-child(+5n)', ':root', 'a:not(:first-child)',
           ':not(:not(:not(a)))']) as s (selector);
select ok(not scraping._is_selector(s.selector), format('should refuse the selector %s',
    s.selector))
  from unnest(array[
           '', ' ', 'h1[', 'a,,b', 'a,', '>a', 'a >', 'a > > b', '.', '#', ':', 'a:bogus',
           'p:not(', 'p:not()', ':nth-child(x)', '[a=]', '[=a]', '"a"', 'a{}', '1a',
           '//div', ':_', 'a:_ b', E':\u0001', E'a:\u0001', 'a::before', '::before',
           'a /* b */', '/**/', ':not(a', ':not(a))', 'a)', '(a)', '[a="b]', '[a=b', 'a]', '[]',
           'a b >', ', a', 'a:first-childs', 'a:first-child()', 'p:nth-child()', 'p:nth-child(n n)',
           'p:not(> a)', 'a..b', 'a#', '[a"b"]', '<a>', 'a;b', '@a', '$a', 'a & b',
           'a\']) as s (selector);
select is((select count(*)
             from scraping.validate_rules(jsonb_build_object('filters', jsonb_build_object(
                      'exclude_patterns', array_fill(repeat('ä', l.long), array[l.many]))))),
          l.errors, format('should find %s errors in %s patterns of %s characters', l.errors,
                           l.many, l.long))
  from (values (100, 200, 0::bigint), (101, 1, 1), (1, 201, 1), (1, 0, 1)
       ) as l (many, long, errors);
select ok(scraping._is_selector(repeat('a', 500)), 'should take one of 500 characters');
select ok(not scraping._is_selector(repeat('a', 501)), 'should refuse one of 501 characters');
select is(scraping._is_selector(null), null, 'should say nothing of none');
set local role aquascene_app;
select throws_ok($$ select scraping.validate_rules('{}') $$, '42501', null,
                 'should be kept from the edge');
reset role;

select * from finish();
rollback;
