-- Test newsletter.preview: an issue as somebody would get it.
begin;
select plan(10);

create temp table made as
select test.issue('draft') as issue, test.subscriber('ada@example.net') as person,
       test.subscriber('gone@example.net', 'unsubscribed', false) as gone;
grant select on made to public;
update audience.subscribers set first_name = 'Ada', language = 'de' where email like 'ada@%';
update audience.subscription_preferences set email_format = 'text'
 where subscriber_id = (select person from made);
select throws_ok(
    format($$ select newsletter.preview(%L) $$, issue), '28000', null, 'should need a person')
  from made;
select test.act_as('analyst');
select throws_ok(
    format($$ select newsletter.preview(%L) $$, issue), '42501', null,
    'should need the permission newsletter.write')
  from made;

select test.act_as('author');
set local role aquascene_editor;
select results_eq(
    $$ select p.email, p.first_name, p.last_name, p.language,
              p.email_format, p.track_token, p.unsubscribe_token
         from made, newsletter.preview(made.issue, made.person) as p $$,
    $$ values ('ada@example.net', 'Ada', null::text, 'de', 'text', null::text,
                null::text) $$,
    'should give the person, without tokens');
select results_eq(
    $$ select p.email, p.first_name, p.language, p.email_format
         from made, newsletter.preview(made.issue) as p $$,
    $$ values ('reader@example.com', 'Ada', 'en', 'html') $$, 'should make up somebody');
select is(p.email, 'gone@example.net', 'should show it as somebody who would not get it')
  from made, newsletter.preview(made.issue, made.gone) as p;
select matches(p.message_id, '^<preview\.[0-9a-f]{32}\.[0-9a-f]{32}@example\.com>$',
               'should have an id that no message has')
  from made, newsletter.preview(made.issue) as p;
reset role;
select is(array_agg(distinct c.name), array_agg(distinct p.name),
          'should have the columns of newsletter.claim_batch, but for ids')
  from (select unnest(proargnames[4:]) as name from pg_proc
         where oid = 'newsletter.claim_batch'::regproc) as c
  full join (select unnest(proargnames[3:]) as name from pg_proc
              where oid = 'newsletter.preview'::regproc) as p on p.name = c.name
 where coalesce(c.name, p.name) not in ('batch_id', 'issue_id', 'subscriber_id', 'account',
                                            'variant');
select is_empty($$ select from newsletter.newsletter_deliveries $$, 'should write nothing');
select throws_ok(
    $$ select newsletter.preview(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');
select throws_ok(
    format($$ select newsletter.preview(%L, gen_random_uuid()) $$, issue), 'P0002', null,
    'should refuse a subscriber that is not there')
  from made;

select * from finish();
rollback;
