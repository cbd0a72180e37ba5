-- Test newsletter._unready_articles: which articles an issue has to wait for.
begin;
select plan(7);

create temp table made as
select test.content('published') as published, test.content('scheduled') as scheduled,
       test.content('draft') as draft, gen_random_uuid() as missing;
update content.generated_content set scheduled_for = '2031-01-05 10:00:00+00'
 where status = 'scheduled';

select throws_ok(
    $$ set local role aquascene_editor; select newsletter._unready_articles('{}', now()) $$,
    '42501', null, 'should be private');
select is(newsletter._unready_articles(array[published, scheduled], 'infinity'), null,
          'should find nothing to wait for')
  from made;
select is(newsletter._unready_articles(array[published, scheduled, draft, missing], '-infinity'),
          concat_ws(', ', scheduled, draft, missing), 'should list what is not published, in order')
  from made;
select is(newsletter._unready_articles(array[scheduled], '2031-01-05 10:00:00+00'), null,
          'should take what is published by then')
  from made;
select is(newsletter._unready_articles(array[scheduled], '2031-01-05 09:59:59+00'),
          scheduled::text, 'should not take what is published later')
  from made;
select is(newsletter._unready_articles('{}', now()), null, 'should take no articles');
select is(newsletter._unready_articles(null, now()), null, 'should take null');

select * from finish();
rollback;
