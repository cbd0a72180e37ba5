-- Test scraping.validate_rules: all that is wrong with the rules of a target.
begin;
select plan(63);

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
            ('{"extraction": {"max_depth": 1e1}, "filters": {"exclude_patterns": []}}')
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
        ('$.rate_limiting.requests_per_second', '0 is not a number above 0 and up to 1000'),
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
             left('1' || repeat('0', 400), 200) || ' is not a number above 0 and up to 1000'),
            ('{"rate_limiting": {"requests_per_second": [1]}}',
             '[1] is not a number above 0 and up to 1000'),
            ('{"extraction": {"follow_links": "yes"}}', '"yes" is neither true nor false'),
            ('{"extraction": {"follow_links": null}}', 'null is neither true nor false'),
            ('{"selectors": null}', 'is a JSON null, not an object')) as r (rules, error);

select ok(scraping._is_selector(s.selector), format('should take the selector %s', s.selector))
  from unnest(array[
           'h1', '*', '.a', '#a', 'a.b#c', 'div > p', 'div>p', 'a + b ~ c', 'a, b', 'a , b',
           '[href]', 'a[href="x]y"]', 'a[rel~=nofollow]', '[data-x^="a" i]', 'p:not(.a, .b)',
           'li:nth-child(2n+1)', 'li:nth-of-type(odd)', 'p:first-child', 'div:has(> img)',
           'p:is(.a:not(.b))', '.ä', '.a\:b', E'div\n p', ' h1 ', '-a']) as s (selector);
select ok(not scraping._is_selector(s.selector), format('should refuse the selector %s',
    s.selector))
  from unnest(array[
           '', ' ', 'h1[', 'a,,b', 'a,', '>a', 'a >', 'a > > b', '.', '#', ':', 'a:bogus',
           'p:not(', 'p:not()', ':nth-child(x)', '[a=]', '[=a]', '"a"', 'a{}', '1a',
           '//div']) as s (selector);
select ok(not scraping._is_selector(repeat('a', 501)), 'should refuse one of 501 characters');

select * from finish();
rollback;
