-- Test newsletter.archive, archived_issue and archived_link: what everybody may read.
begin;
select plan(15);

create temp table made as
select s.status, test.issue(s.status) as id
  from unnest('{draft,review,approved,sending,sent,sent,sent}'::text[]) as s (status);
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/' || status from made;
update newsletter.newsletter_issues as i
   set issue_number = 100 + n.n, sent_at = case when i.status = 'sent' then now() end
  from (select id, row_number() over () as n from newsletter.newsletter_issues) as n
 where n.id = i.id;
insert into newsletter.newsletter_links (issue_id, url)
select test.issue('sent'), 'https://example.com/hidden';
update newsletter.newsletter_issues as i
   set issue_number = 200, sent_at = now(), is_public = false
  from newsletter.newsletter_links as l
 where l.issue_id = i.id and l.url = 'https://example.com/hidden';
create temp table numbered as
select i.issue_number, i.status::text, i.sent_at, l.id as link_id, l.url, i.id
  from newsletter.newsletter_issues as i
  join newsletter.newsletter_links as l on l.issue_id = i.id
 where i.is_public;
create temp table hidden as
select id from newsletter.newsletter_links where url = 'https://example.com/hidden';
grant select on hidden to aquascene_app;
grant select on numbered to aquascene_app;

set local role aquascene_app;
select results_eq(
    $$ select issue_number, subject_line, preview_text, sent_at from newsletter.archive() $$,
    $$ select issue_number, 'News of the week'::text, null::text, sent_at from numbered
        where status = 'sent' order by issue_number desc $$,
    'should list what was sent, the newest first');
select results_eq(
    $$ select issue_number from newsletter.archive(page_size => 2) $$,
    $$ select issue_number from numbered where status = 'sent' order by 1 desc limit 2 $$,
    'should list as many as asked for');
select results_eq(
    $$ select a.issue_number
         from newsletter.archive((select max(issue_number) from numbered)) as a $$,
    $$ select issue_number from numbered where status = 'sent' order by 1 desc offset 1 $$,
    'should list the next page');
select is_empty($$ select newsletter.archive(-2147483648) $$, 'should end');
select throws_ok(format('select newsletter.archive(page_size => %L)', s.size), '22023', null,
                 format('should refuse a page of %s', coalesce(s.size::text, 'null')))
  from (values (0), (1001), (null)) as s (size);
select is(newsletter.archived_issue(issue_number) ->> 'issue_id', id::text,
          'should return an issue that was sent')
  from numbered where status = 'sent' order by issue_number limit 1;
select is_empty(
    $$ select n.status
         from numbered as n
        cross join lateral newsletter.archive() as a
        where n.status <> 'sent' and a.issue_number = n.issue_number $$,
    'should list nothing else');
select is(newsletter.archived_link(link_id), 'https://example.com/sent',
          'should follow the link of an issue that was sent')
  from numbered where status = 'sent' limit 1;
select throws_ok(format('select newsletter.archived_issue(%L)', n.issue_number), 'P0002', null,
                 format('should not return one that is %s', n.status))
  from numbered as n where status = 'sending';
select throws_ok(format('select newsletter.archived_link(%L)', n.link_id), 'P0002', null,
                 'should not follow the link of another')
  from numbered as n where status = 'sending';
select throws_ok($$ select newsletter.archived_issue(200) $$, 'P0002', null,
                 'should not return one that is not public');
select throws_ok($$ select newsletter.archived_link(id) from hidden $$, 'P0002', null,
                 'should not follow its link');
reset role;
select is(newsletter.archived_issue(issue_number),
          newsletter.issue_payload(id) || jsonb_build_object('sent_at', sent_at),
          'should return what rendering needs, and when it was sent')
  from numbered where status = 'sent' limit 1;

select * from finish();
rollback;
