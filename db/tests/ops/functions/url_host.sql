-- Test ops._url_host: the host of an address, in one form; with it _ascii_domain and _punycode.
begin;
select plan(36);

select throws_ok(
    format($$ set local role aquascene_worker; select %s $$, f.call), '42501', null,
    format('nobody executes %s', f.call))
  from (values ('ops._url_host('''')'), ('ops._ascii_domain('''')'), ('ops._punycode('''')'))
       as f (call);
reset role;
select is(ops._url_host(u.url), u.host, format('should know the host of %s', left(u.url, 60)))
  from (values
        ('https://example.com', 'example.com'), ('HTTP://Example.COM./x', 'example.com'),
        ('https://example.com:8443?x', 'example.com'), ('https://example.com:#x', 'example.com'),
        ('https://jo:se@cret@example.com/', 'example.com'),
        ('https://example.com/@other.example', 'example.com'),
        ('http://[2001:DB8::1]:80/', '[2001:db8::1]'), ('http://127.0.0.1/', '127.0.0.1'),
        ('https://münchen.example/', 'xn--mnchen-3ya.example'),
        ('https://BÜCHER.example', 'xn--bcher-kva.example'),
        ('http://日本語。example', 'xn--wgv71a119e.example'),
        ('http://他们为什么不说中文.example', 'xn--ihqwcrb4cv8a8dqg056pqjye.example'),
        ('http://ليهمابتكلموشعربي؟.example', 'xn--egbpdaj6bu4bxfgehfvwxn.example'),
        ('https://' || repeat('a', 63) || '.example', repeat('a', 63) || '.example')
       ) as u (url, host);
select is(ops._url_host(u.url), null, format('should know that %s is no address', left(u.url, 60)))
  from (values
        (null), (''), ('example.com'), ('ftp://example.com'), ('javascript:alert(1)'),
        ('https:///x'), ('http://a b/'), ('http://a..b/'), ('http://-a.example/'),
        ('http://a-.example/'), ('http://x:999999/'), ('https://example.com\@other.example/'),
        ('https://%65xample.com/'), ('https://' || repeat('a', 64) || '.example'),
        ('https://' || repeat('ü', 64) || '.example'),
        ('https://' || repeat('a.', 127) || 'example'), (E'https://a\u200b.example\n.b/')
       ) as u (url);
select is(ops._punycode('bücher'), 'bcher-kva', 'should encode a label by RFC 3492');
select is(ops._url_host('https://example.com/' || repeat('x', 10000000)), 'example.com',
          'should not read a long address to its end');

select * from finish();
rollback;
