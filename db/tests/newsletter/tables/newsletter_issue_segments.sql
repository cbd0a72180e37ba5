-- Test newsletter.newsletter_issue_segments: columns, keys, the trigger.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('newsletter.newsletter_issue_segments') $$,
    $$ values ('issue_id uuid not null'),
              ('segment_id integer not null'),
              ('is_excluded boolean not null default false') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_issue_segments') $$,
    $$ values ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('FOREIGN KEY (segment_id) REFERENCES audience.subscriber_segments(id)'),
              ('PRIMARY KEY (issue_id, segment_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_issue_segments') $$,
    $$ values ('newsletter_issue_segments_segment_id_idx btree (segment_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select is_excluded from newsletter.newsletter_issue_segments $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_issue_segments set is_excluded = true $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_issue_segments $$,
    '42501', null, 'the public edge may not read');

create temp table issue as select test.issue() as id;
insert into audience.subscriber_segments (id, name) values (-1, 'one');
insert into newsletter.newsletter_issue_segments (issue_id, segment_id) select id, -1 from issue;
select is(is_excluded, false, 'should give the issue to the segment by default')
  from newsletter.newsletter_issue_segments;
select throws_ok(
    $$ delete from audience.subscriber_segments where id = -1 $$, '23503', null,
    'should keep its segment');

update newsletter.newsletter_issue_segments set is_excluded = true;
delete from newsletter.newsletter_issues where id = (select id from issue);
select is_empty(
    $$ select from newsletter.newsletter_issue_segments $$, 'should go with its issue');
select results_eq(
    $$ select a.action, a.record_id, a.old_data -> 'is_excluded', a.new_data -> 'is_excluded'
         from audit.audit_log as a
        where a.table_name = 'newsletter.newsletter_issue_segments'
        order by a.action collate "C" $$,
    $$ select c.action, id || ',-1', c.old, c.new
         from issue,
              (values ('delete', 'true'::jsonb, null), ('insert', null, 'false'::jsonb),
                      ('update', 'false', 'true')) as c (action, old, new) $$,
    'should audit each change');

select * from finish();
rollback;
