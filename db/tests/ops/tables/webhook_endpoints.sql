-- Test ops.webhook_endpoints: what is refused, and that no key can be read.
begin;
select plan(13);

select throws_like(
    format($$ insert into ops.webhook_endpoints (url, topics, secret) values (%L, %L, '') $$,
           c.url, c.topics),
    format('%%"%s"%%', c.name), format('should refuse %s %s', c.url, c.topics))
  from (values ('webhook_endpoints_url_is_https_or_of_this_machine', 'http://example.com', '{*}'),
               ('webhook_endpoints_url_is_https_or_of_this_machine',
                'https://a@example.com', '{*}'),
               ('webhook_endpoints_url_is_https_or_of_this_machine', 'ftp://example.com', '{*}'),
               ('webhook_endpoints_url_is_https_or_of_this_machine', 'https://', '{*}'),
               ('webhook_endpoints_url_is_https_or_of_this_machine',
                'http://localhost.example.com', '{*}'),
               ('webhook_endpoints_topics_are_patterns', 'https://example.com', '{}'),
               ('webhook_endpoints_topics_are_patterns', 'https://example.com', '{content}'),
               ('webhook_endpoints_topics_are_patterns', 'https://example.com', '{"*.published"}'),
               ('webhook_endpoints_topics_are_patterns', 'https://example.com', '{NULL}')
       ) as c (name, url, topics);
select lives_ok(
    $$ insert into ops.webhook_endpoints (url, topics, secret)
       values ('https://example.com:8443/hook?a=b', '{content.*,issue.sent}', ''),
              ('http://[::1]:80/', '{*}', ''), ('http://127.0.0.1', '{*}', '') $$,
    'should take https, and http on this machine');
set local role aquascene_reader;
select throws_ok($$ select secret from ops.webhook_endpoints $$, '42501', null,
                 'no reader should see a key');
select lives_ok($$ select url from ops.webhook_endpoints $$, 'a reader should see the rest');
reset role;
select is_empty(
    $$ select new_data from audit.audit_log
        where table_name = 'ops.webhook_endpoints' and new_data ->> 'secret' like '\\x%' $$,
    'the audit log should hold no key');

select * from finish();
rollback;
