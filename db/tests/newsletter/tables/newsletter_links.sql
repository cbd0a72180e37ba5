-- Test newsletter.newsletter_links: columns, keys, indexes, checks.
begin;
select plan(18);

select results_eq(
    $$ select test.columns('newsletter.newsletter_links') $$,
    $$ values ('id bigint not null identity'),
              ('issue_id uuid not null'),
              ('content_id uuid'),
              ('url text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_links') $$,
    $$ values ('FOREIGN KEY (content_id) REFERENCES content.generated_content(id) ON DELETE SET '
               'NULL'),
              ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (issue_id, url)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_links') $$,
    $$ values ('newsletter_links_content_id_idx btree (content_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select url from newsletter.newsletter_links $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_links set url = 'http://x' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_links $$,
    '42501', null, 'the public edge may not read');

create temp table article as select test.content('published') as id;
create temp table issue as select test.issue(content_ids => array[id]) as id from article;
insert into newsletter.newsletter_links (issue_id, content_id, url)
select issue.id, article.id, 'https://example.com/a' from issue, article;
select throws_like(
    format($$ update newsletter.newsletter_links set url = %L $$, u.url),
    '%"newsletter_links_url_is_http"%', format('should refuse %L', u.url))
  from (values ('ftp://example.com/a'), ('javascript:alert(1)'), ('/a'), ('https:///a'),
               ('http://'), (' https://example.com')) as u (url);
select lives_ok(
    format($$ update newsletter.newsletter_links set url = %L $$, u.url),
    format('should accept %L', u.url))
  from (values ('http://localhost:8000'), ('https://example.com/a?b=c#d')) as u (url);

delete from content.generated_content where id = (select id from article);
select results_eq(
    $$ select content_id from newsletter.newsletter_links $$, $$ values (null::uuid) $$,
    'should outlive its article, which it forgets');
delete from newsletter.newsletter_issues;
select is_empty($$ select from newsletter.newsletter_links $$, 'should go with its issue');

select * from finish();
rollback;
