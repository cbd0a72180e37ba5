-- Test scraping.normalize_url: an address in the form in which it is known once.
begin;
select plan(120);

select is(scraping.normalize_url(u.url), u.normal, format('should make %s of %s', u.normal, u.url))
  from (values
            ('https://example.com', 'https://example.com/'),
            ('HTTP://WWW.Example.COM/Path', 'http://www.example.com/Path'),
            ('https://user:secret@example.com/', 'https://example.com/'),
            ('https://example.com:443/', 'https://example.com/'),
            ('http://example.com:080/', 'http://example.com/'),
            ('http://example.com:443/', 'http://example.com:443/'),
            ('https://example.com:8443/a', 'https://example.com:8443/a'),
            ('https://example.com:/a', 'https://example.com/a'),
            ('https://example.com:65535/', 'https://example.com:65535/'),
            ('https://user:8080@example.com/', 'https://example.com/'),
            ('https://user:81@example.com:82/', 'https://example.com:82/'),
            ('https://a@b:81@example.com/', 'https://example.com/'),
            ('https://example.com/a@b:81', 'https://example.com/a@b:81'),
            ('https://example.com?a@b:81', 'https://example.com/?a@b:81'),
            ('http://[2001:DB8::1]:80/', 'http://[2001:db8::1]/'),
            ('http://[2001:db8::1]:81/', 'http://[2001:db8::1]:81/'),
            ('https://example.com/a#part', 'https://example.com/a'),
            ('https://example.com/a?b#part', 'https://example.com/a?b'),
            ('https://example.com#part', 'https://example.com/'),
            ('https://example.com?q', 'https://example.com/?q'),
            (E' \t https://example.com/a \n', 'https://example.com/a'),
            -- internationalised names
            ('https://Bücher.example/', 'https://xn--bcher-kva.example/'),
            ('https://例え.example/', 'https://xn--r8jz45g.example/'),
            ('https://example。com./', 'https://example.com/'),
            ('https://ｅｘａｍｐｌｅ.com/', 'https://example.com/'),
            ('https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'),
            -- dot segments
            ('https://example.com/a/./b', 'https://example.com/a/b'),
            ('https://example.com/a/../b', 'https://example.com/b'),
            ('https://example.com/a/b/../../c', 'https://example.com/c'),
            ('https://example.com/../../c', 'https://example.com/c'),
            ('https://example.com/a/..', 'https://example.com/'),
            ('https://example.com/a/.', 'https://example.com/a/'),
            ('https://example.com/a/b/..', 'https://example.com/a/'),
            ('https://example.com/a..b/...', 'https://example.com/a..b/...'),
            ('https://example.com/?a=../b', 'https://example.com/?a=../b'),
            ('https://example.com/a/b/c/./../../g', 'https://example.com/a/g'),
            ('https://example.com/a//../b', 'https://example.com/a/b'),
            ('https://example.com/a/b//../../c', 'https://example.com/a/c'),
            ('https://example.com//..//a', 'https://example.com//a'),
            ('https://example.com//a//', 'https://example.com//a//'),
            ('https://example.com/..', 'https://example.com/'),
            ('https://example.com/%2e%2E/a', 'https://example.com/a'),
            ('https://example.com/a/..;jsessionid=1/b', 'https://example.com/b'),
            ('https://example.com/a\..\b', 'https://example.com/a%5C..%5Cb'),
            -- percent-encoding
            ('https://example.com/%7Euser', 'https://example.com/~user'),
            ('https://example.com/%41%2d%5f', 'https://example.com/A-_'),
            ('https://example.com/a%2fb', 'https://example.com/a%2Fb'),
            ('https://example.com/a b', 'https://example.com/a%20b'),
            ('https://example.com/ä', 'https://example.com/%C3%A4'),
            ('https://example.com/%c3%a4', 'https://example.com/%C3%A4'),
            ('https://example.com/🌱', 'https://example.com/%F0%9F%8C%B1'),
            ('https://example.com/100%', 'https://example.com/100%25'),
            ('https://example.com/%zz', 'https://example.com/%25zz'),
            ('https://example.com/"<>"', 'https://example.com/%22%3C%3E%22'),
            ('https://example.com/%00', 'https://example.com/%00'),
            ('https://example.com/%ff', 'https://example.com/%FF'),
            ('https://example.com/a?q=x+y&r=(1)', 'https://example.com/a?q=x+y&r=(1)'),
            -- parameters of visits
            ('https://example.com/?utm_source=n&utm_medium=e', 'https://example.com/'),
            ('https://example.com/?a=1&utm_source=n&b=2', 'https://example.com/?a=1&b=2'),
            ('https://example.com/?b=2&a=1', 'https://example.com/?b=2&a=1'),
            ('https://example.com/?utm_source', 'https://example.com/'),
            ('https://example.com/?%75tm_source=1&a', 'https://example.com/?a'),
            ('https://example.com/?a=utm_source=1', 'https://example.com/?a=utm_source=1'),
            ('https://example.com/?xsid=1&sid=2&sids=3', 'https://example.com/?xsid=1&sids=3'),
            ('https://example.com/a;jsessionid=1;b/c;JSESSIONID=2', 'https://example.com/a;b/c'),
            ('https://example.com/?FBCLID=1', 'https://example.com/'),
            ('https://example.com/?PHPSESSID=1&p=2', 'https://example.com/?p=2'),
            ('https://example.com/?aspsessionidabc=1', 'https://example.com/'),
            ('https://example.com/a;jsessionid=12?p=2', 'https://example.com/a?p=2'),
            ('https://example.com/?side=1', 'https://example.com/?side=1'),
            ('https://example.com/?', 'https://example.com/'),
            ('https://example.com/?&&a', 'https://example.com/?a'),
            -- no addresses
            ('ftp://example.com/', null), ('mailto:a@example.com', null), ('//example.com/', null),
            ('/a', null), ('', null), ('https://', null), ('https://exa mple.com/', null),
            (E'https://example.com/a\nb', null), (null, null), ('https:example.com', null),
            ('https://example.com:0/', null), ('https://example.com:00000/', null),
            ('https://example.com:65536/', null), ('https://example.com:99999/', null),
            ('https://example.com:123456/', null), ('https://example.com:8o/', null),
            ('https://[::1]:0/', null), ('https://[::1/', null), ('https://-a.example/', null),
            ('https://a..example/', null), ('https://ex%61mple.com/', null),
            (E'https://example.com\\@example.org/', null)
       ) as u (url, normal);
select is(length(scraping.normalize_url('https://example.com/' || repeat('x', 2028))), 2048,
          'should take 2,048 characters');
select is(scraping.normalize_url('https://example.com/' || repeat('x', 2029)), null,
          'should take no more');
select is(scraping.normalize_url('https://example.com/' || repeat('ä', 1000)), null,
          'should count them encoded');
select is(scraping.normalize_url('https://example.com/?a&utm_source=' || repeat('x', 5000) || '&b'),
          'https://example.com/?a&b', 'should count what is left');
select is(scraping.normalize_url('https://example.com/?a&utm_source=' || repeat('x', 9000) || '&b'),
          null, 'should not leave off the end of a longer one');
select is_empty(
    $$ select u.url
         from unnest(array[
                  'https://example.com/%25zz%41', 'https://example.com/a/%2e%2e/b',
                  'https://example.com/ä b?ü=%', 'http://bücher.example:8080/../x/./y/?utm_a=1',
                  'https://example.com/%%4141', 'https://example.com//..//a/./', 'http://a:1@b:2@c',
                  'https://example.com:0/', 'https://example.com/a//../../..//b/..',
                  'https://example.com/;jsessionid=1/..?&&sid=2&#', 'http://[::1]:080?/../x',
                  'https://example.com/?%26utm_source=1&%75tm_source=2&%3f', 'HTTP://ⓐ｡example.。/%',
                  'https://example.com/%e2%82%ac%2E%2f%2e%2E/€?€#€']) as u (url)
        where scraping.normalize_url(scraping.normalize_url(u.url))
                  is distinct from scraping.normalize_url(u.url) $$,
    'should leave what is normal');

select is(scraping._is_trap('https://example.com' || u.path), u.trap,
          format('should say %s of %s', u.trap, u.path))
  from (values ('/a/b/a/b/a/b', true), ('/a/a/a', true), ('/a/a/b/b', false),
               ('/2026/01/01/', false), ('/a/b/c/d/a/b/c/d/a/b/c/d/', true),
               ('/a/b/c/d/e/a/b/c/d/e/a/b/c/d/e/', false), ('/ab/b/b', false),
               ('/aa/a/a', false), ('/example.com/example.com', false), ('/?x=/a/a/a', false),
               ('/a/a/a?x', true), ('/x1' || repeat('/y/z', 2), false)) as u (path, trap);
select is(scraping._is_trap('https://example.com/'
                            || (select string_agg(n::text, '/')
                                  from generate_series(1, p.many) as n) || p.rest),
          p.trap, format('should say %s of a path of %s segments and %L', p.trap, p.many, p.rest))
  from (values (20, '', false), (20, '/', false), (20, '/?a/b', false), (21, '', true),
               (21, '?a', true)) as p (many, rest, trap);
select results_eq(
    $$ select array_agg(u.url order by u.place)
         from unnest(array[
                  'https://example.com/', 'https://www.example.com/', 'https://a.b.example.com/x',
                  'https://example.com:8080/', 'https://notexample.com/',
                  'https://example.com.evil.example/', 'https://evil.example/example.com',
                  'http://127.0.0.1:81/', 'http://127.0.0.1:82/', 'http://x.127.0.0.1:81/',
                  'http://[::1]/', 'http://[::1]:8080/', 'http://[::2]/', 'https://com/',
                  'https://example.com', 'https://xexample.com/?.example.com'])
              with ordinality as u (url, place)
        where scraping._is_within(u.url, '{example.com,127.0.0.1:81,[::1],NULL,""}') $$,
    $$ values (array['https://example.com/', 'https://www.example.com/',
                     'https://a.b.example.com/x', 'https://example.com:8080/',
                     'http://127.0.0.1:81/', 'http://[::1]/', 'http://[::1]:8080/',
                     'https://example.com']) $$,
    'should know what is at a domain, or below it');
select is(scraping._is_within('https://example.com/', '{}'), false,
          'should be nowhere without domains');
set local role aquascene_app;
select throws_ok($$ select scraping.normalize_url('x') $$, '42501', null, 'the edge may not');
reset role;

select * from finish();
rollback;
