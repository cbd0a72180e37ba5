-- Test newsletter.browser_view: an issue once more, for one of its recipients.
begin;
select plan(9);

create temp table view as
select test.issue('sending') as issue, test.subscriber('ada@example.com') as person;
update audience.subscribers set first_name = 'Ada', phone = '123', custom_fields = '{"a": 1}';
alter table view add token text;
update view set token = ops._sign_token('track', uuid_send(person) || uuid_send(issue));
grant select on view to aquascene_app, aquascene_reader;

set local role aquascene_reader;
select throws_ok($$ select newsletter.browser_view(token) from view $$, '42501', null,
                 'a reader may not');
reset role;
set local role aquascene_app;
select is(newsletter.browser_view(token) -> 'issue' ->> 'subject_line', 'News of the week',
          'should return the issue') from view;
reset role;
select is(newsletter.browser_view(token) -> 'issue', newsletter.issue_payload(issue),
          'should return what rendering needs') from view;
select is(
    newsletter.browser_view(token) -> 'recipient',
    jsonb_build_object(
        'email', 'ada@example.com', 'first_name', 'Ada', 'last_name', null, 'language', 'en',
        'email_format', 'html', 'track_token', token, 'unsubscribe_token',
        ops._sign_token('unsubscribe', uuid_send(person) || uuid_send(issue))),
    'should return the recipient as when it was sent, and nothing else of the person')
  from view;
delete from audience.subscribers;
select is(
    (newsletter.browser_view(token) -> 'recipient') - '{track_token,unsubscribe_token}'::text[],
    '{"email": "", "first_name": null, "last_name": null, "language": "en",
      "email_format": "html"}',
    'should know nothing of who was erased') from view;
select throws_ok(
    format('select newsletter.browser_view(%L)', t.token), '22023', 'not a valid track token',
    format('should refuse %s', t.what))
  from (select 'a damaged token' as what, left(token, -4) as token from view
         union all
        select 'a token to unsubscribe',
               ops._sign_token('unsubscribe', uuid_send(person) || uuid_send(issue)) from view
         union all
        select 'null', null) as t;
delete from newsletter.newsletter_issues;
select throws_ok($$ select newsletter.browser_view(token) from view $$, 'P0002', null,
                 'should refuse an issue that is gone');

select * from finish();
rollback;
