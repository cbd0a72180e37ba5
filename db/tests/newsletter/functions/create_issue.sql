-- Test newsletter.create_issue: makes an issue of published articles.
begin;
select plan(32);

create temp table made as
select test.content('published') as first, test.content('published') as second,
       test.content('draft') as draft, test.template('digest') as template,
       audience.create_segment('readers') as segment;
create temp table result (row newsletter.newsletter_issues);
grant select on made to public;
grant all on result to public;

select throws_ok(
    format($$ select newsletter.create_issue('digest', array[%L::uuid]) $$, first), '28000', null,
    'should need a person')
  from made;
select test.act_as('analyst');
select throws_ok(
    format($$ select newsletter.create_issue('digest', array[%L::uuid]) $$, first), '42501', null,
    'should need the permission newsletter.write')
  from made;

create temp table person as select test.act_as('author') as id;
update newsletter.newsletter_templates set default_subject = 'Hello' where name = 'digest';
set local role aquascene_editor;
insert into result
select newsletter.create_issue(
           'digest', array[second, first], 'The subject', 'The preview', array[segment, segment])
  from made;
reset role;

select is((row).status, 'draft', 'should make a draft') from result;
select is((row).issue_number, 1, 'should begin with number 1') from result;
select is((row).content_ids, array[second, first], 'should keep the order of the articles')
  from result, made;
select is((row).subject_line, 'The subject', 'should take the subject') from result;
select is((row).preview_text, 'The preview', 'should take the preview') from result;
select is((row).template_type, 'weekly-digest', 'should take the type of the template') from result;
select is((row).design_template, 'digest', 'should name the template') from result;
select is((row).is_public, false, 'should be private to its segments') from result;
select is((row).created_by, id, 'should note who made it') from result, person;
select results_eq(
    $$ select segment_id, is_excluded from newsletter.newsletter_issue_segments
        where issue_id = (select (row).id from result) $$,
    $$ select segment, false from made $$, 'should be for the segments, each once');

select results_eq(
    $$ select a.is_public, b.is_public
         from made, newsletter.create_issue('digest', array[first]) as a,
              newsletter.create_issue('digest', array[first], is_public => false) as b $$,
    $$ values (true, false) $$, 'should be public when all get it, or as it is said');
delete from newsletter.newsletter_issues where issue_number > 1;
select is(
    (newsletter.create_issue('digest', array[first])).subject_line, 'Hello',
    'should take the default subject of the template')
  from made;
update newsletter.newsletter_templates set default_subject = null where name = 'digest';
select results_eq(
    $$ select i.issue_number, i.subject_line
         from made, newsletter.create_issue('digest', array[first]) as i $$,
    $$ values (3, 'digest') $$, 'should count on, and fall back to the name of the template');

update newsletter.newsletter_templates set preheader = 'Before' where name = 'digest';
select results_eq(
    $$ select i.preview_text, i.personalization_data
         from made, newsletter.create_issue('digest', array[first],
                                            personalization_data => '{"a": 1}') as i $$,
    $$ values ('Before', '{"a": 1}'::jsonb) $$,
    'should take the preheader of the template, and the values of variables');
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first], e'a\nBcc: b@example.com')
         from made $$,
    '23514', null, 'should refuse a subject of two lines');
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first], personalization_data => '[]')
         from made $$,
    '23514', null, 'should refuse values that are no object');

select throws_ok(
    $$ select newsletter.create_issue('none', array[first]) from made $$, 'P0002',
    'no active template ''none''', 'should refuse a template that is not there');
update newsletter.newsletter_templates set template_type = 'layout' where name = 'digest';
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first]) from made $$, 'P0002', null,
    'should refuse a layout');
update newsletter.newsletter_templates set template_type = 'announcement' where name = 'digest';
update newsletter.newsletter_templates set is_active = false where name = 'digest';
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first]) from made $$, 'P0002', null,
    'should refuse a template that is not active');
update newsletter.newsletter_templates set is_active = true where name = 'digest';
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first, draft]) from made $$, '22023',
    'neither published nor scheduled: ' || draft,
    'should name the article that is not published')
  from made;
select throws_ok(
    $$ select newsletter.create_issue('digest', '{}') $$, '22023', 'an issue needs an article',
    'should refuse an issue without articles');
select throws_ok(
    $$ select newsletter.create_issue('digest', null) $$, '22023', 'an issue needs an article',
    'should refuse null for articles');
select throws_ok(
    $$ select newsletter.create_issue('digest', array[first], segment_ids => '{-1}') from made $$,
    '23503', null, 'should refuse a segment that is not there');

-- To whom, and when
select audience.create_segment(name) from unnest('{in,out,both}'::text[]) as name;
create temp table sent_to as
select (newsletter.create_issue(
            test.template(), array[test.content('published')],
            segment_ids => array(select id from audience.subscriber_segments
                                  where name in ('in', 'both')),
            excluded_ids => array(select id from audience.subscriber_segments
                                   where name in ('out', 'both')),
            content_types => '{fish}', send_mode => 'spread', send_window => '2 hours',
            is_uncapped => true, unknown_policy => 'resend')).*;
select results_eq(
    $$ select content_types, send_mode, send_window, is_uncapped, unknown_policy from sent_to $$,
    $$ values ('{fish}'::text[], 'spread', interval '2 hours', true, 'resend') $$,
    'should keep how it is to be sent');
select results_eq(
    $$ select s.name, g.is_excluded
         from newsletter.newsletter_issue_segments as g
         join audience.subscriber_segments as s on s.id = g.segment_id
         join sent_to on sent_to.id = g.issue_id order by 1 $$,
    $$ values ('both'::varchar, true), ('in', false), ('out', true) $$,
    'should exclude rather than include');
select throws_ok(
    format('select newsletter.create_issue(test.template(), array[test.content(%L)], %s)',
           'published', c.argument), c.state, null, format('should refuse %s', c.argument))
  from (values ('send_mode => ''soon''', '23514'), ('send_window => ''1 minute''', '23514'),
               ('unknown_policy => ''guess''', '23514'), ('send_mode => null', '23502'),
               ('excluded_ids => array[-1]', '23503')) as c (argument, state);

select * from finish();
rollback;
