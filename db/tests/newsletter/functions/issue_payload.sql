-- Test newsletter.issue_payload: everything that is the same for all recipients.
begin;
select plan(6);

update ops.settings set value = '"https://news.example.com"' where key = 'site.public_url';
update ops.settings set value = '"ed@example.com"' where key = 'newsletter.from_email';
update ops.settings set value = '"Ed"' where key = 'newsletter.from_name';
create temp table made as
select test.content('published', 'First article of all') as first,
       test.content('published', 'Second article of all', summary => 'A summary',
                    excerpt => 'An excerpt', language => 'de') as second;
create temp table issue as select test.issue('sending', array[second, first]) as id from made;
update newsletter.newsletter_issues as i
   set issue_number = 7, preview_text = 'Look', personalization_data = '{"city": "Rome"}'
  from issue where i.id = issue.id;
insert into newsletter.newsletter_templates (name, template_type, html_template)
values ('base', 'layout', '<p>');
update newsletter.newsletter_templates as t
   set text_template = 'text', html_template = '{% extends "base" %}', name = 'digest',
       variables = '[{"name": "city", "type": "text"}, {"name": "size", "type": "number"},
                     {"name": "colour", "type": "text", "default": "green"}]'
  from newsletter.newsletter_issues as i, issue
 where t.name = i.design_template and i.id = issue.id;
insert into newsletter.newsletter_links (issue_id, content_id, url)
select issue.id, c.id, 'https://example.com/' || c.id
  from issue, made, lateral (values (first), (second), (null)) as c (id)
 where c.id is not null
 union all
select issue.id, null, 'https://example.com/' from issue;
create temp table payload as select newsletter.issue_payload(id) as p from issue;

select is(
    p - 'articles',
    jsonb_build_object(
        'issue_id', id, 'issue_number', 7, 'subject_line', 'News of the week',
        'subject_variants', '[]'::jsonb,
        'preview_text', 'Look', 'template', 'digest', 'template_version', 2,
        'html_template', '{% extends "base" %}', 'text_template', 'text',
        'templates', '{"base": {"html_template": "<p>", "text_template": null},
                       "digest": {"html_template": "{% extends \"base\" %}",
                                  "text_template": "text"}}'::jsonb,
        'variables', '{"city": "Rome", "size": null, "colour": "green"}'::jsonb,
        'public_url', 'https://news.example.com',
        'from_email', 'ed@example.com', 'from_name', 'Ed',
        'links', (select jsonb_object_agg(l.content_id, l.id)
                    from newsletter.newsletter_links as l where l.content_id is not null)),
    'should tell of the issue, its template and its sender')
  from payload, issue;
select is(
    p -> 'articles' -> 0,
    jsonb_build_object(
        'content_id', second, 'title', 'Second article of all', 'summary', 'A summary',
        'excerpt', 'An excerpt', 'language', 'de', 'reading_time', 1),
    'should tell of an article')
  from payload, made;
select is(
    jsonb_path_query_array(p, '$.articles[*].content_id'), jsonb_build_array(second, first),
    'should keep the order of the articles')
  from payload, made;
select throws_ok(
    $$ select newsletter.issue_payload(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');
update newsletter.newsletter_issues
   set template_versions = (
           select jsonb_object_agg(t.id, 1) from newsletter.newsletter_templates as t
            where t.name = 'digest');
select is(newsletter.issue_payload(id) ->> 'html_template', '<p>{{ subject_line }}</p>',
          'should give the version that was approved')
  from issue;
update newsletter.newsletter_issues set content_ids = '{}';
select is(
    newsletter.issue_payload(id) -> 'articles', '[]', 'should give a list when there are none')
  from issue;

select * from finish();
rollback;
