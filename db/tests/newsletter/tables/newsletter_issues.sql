-- Test newsletter.newsletter_issues: columns, keys, indexes, checks, the triggers.
begin;
select plan(47);

select results_eq(
    $$ select test.columns('newsletter.newsletter_issues') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('issue_number integer'),
              ('template_type character varying(50) not null'),
              ('subject_line text not null'),
              ('preview_text text'),
              ('content_ids uuid[] not null'),
              ('personalization_data jsonb not null default ''{}''::jsonb'),
              ('design_template character varying(100)'),
              ('scheduled_for timestamp with time zone'),
              ('sent_at timestamp with time zone'),
              ('status character varying(20) not null default ''draft''::character varying'),
              ('recipient_count integer not null default 0'),
              ('metrics jsonb not null default ''{}''::jsonb'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('created_by uuid'),
              ('approved_by uuid'),
              ('approved_at timestamp with time zone'),
              ('issue_date date'),
              ('content_types text[] not null default ''{}''::text[]'),
              ('send_mode text not null default ''now''::text'),
              ('send_window interval not null default ''1 day''::interval'),
              ('is_uncapped boolean not null default false'),
              ('unknown_policy text not null default ''keep''::text'),
              ('paused_at timestamp with time zone'),
              ('pause_reason text'),
              ('template_versions jsonb'),
              ('subject_variants text[] not null default ''{}''::text[]'),
              ('test_share numeric(4,3)'),
              ('test_metric text'),
              ('test_wait interval'),
              ('decide_at timestamp with time zone'),
              ('winner integer'),
              ('winner_confidence numeric(5,4)'),
              ('is_public boolean not null default true') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_issues') $$,
    $$ values ('FOREIGN KEY (approved_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (created_by) REFERENCES admin.admin_users(id)'),
              ('FOREIGN KEY (design_template) REFERENCES newsletter.newsletter_templates(name) '
               'ON UPDATE CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (issue_number)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_issues') $$,
    $$ values ('newsletter_issues_approved_by_idx btree (approved_by)'),
              ('newsletter_issues_created_by_idx btree (created_by)'),
              ('newsletter_issues_design_template_idx btree (design_template)'),
              ('newsletter_issues_status_idx btree (status, scheduled_for)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select metrics from newsletter.newsletter_issues $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_issues set metrics = '{}' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_issues $$,
    '42501', null, 'the public edge may not read');

create temp table issue as select test.issue() as id;
select throws_like(
    format($$ update newsletter.newsletter_issues set %I = %L $$, c.column_name, c.value),
    format('%%"newsletter_issues_%s"%%', c.check_name),
    format('should refuse %s %s', c.column_name, left(quote_literal(c.value), 40)))
  from (values
            ('template_type_is_known', 'template_type', 'daily'),
            ('issue_number_is_positive', 'issue_number', '0'),
            ('recipient_count_is_a_count', 'recipient_count', '-1'),
            ('personalization_data_is_an_object', 'personalization_data', '[]'),
            ('metrics_is_an_object', 'metrics', '[]'),
            ('template_versions_is_an_object', 'template_versions', '[]'),
            ('subject_line_is_a_line', 'subject_line', e'News\r\nBcc: eve@example.com'),
            ('subject_line_is_a_line', 'subject_line', repeat('a', 1001)),
            ('preview_text_is_a_line', 'preview_text', e'a\u2029b'),
            ('send_mode_is_known', 'send_mode', 'soon'),
            ('send_window_is_an_hour_to_a_fortnight', 'send_window', '59 minutes'),
            ('send_window_is_an_hour_to_a_fortnight', 'send_window', '15 days'),
            ('unknown_policy_is_known', 'unknown_policy', 'guess'),
            ('paused_has_a_reason', 'paused_at', '2031-01-01'),
            ('paused_has_a_reason', 'pause_reason', 'because')
       ) as c (check_name, column_name, value);
select lives_ok(
    $$ update newsletter.newsletter_issues set issue_number = 1, recipient_count = 0 $$,
    'should accept the first number and no recipient');
select lives_ok(
    format($$ update newsletter.newsletter_issues set template_type = %L $$, k.kind),
    format('should accept an issue of kind %s', k.kind))
  from (values ('announcement'), ('how-to-guide'), ('community-showcase'),
               ('weekly-digest')) as k (kind);

-- Every status that a diagram names, and no other
select throws_like(
    $$ select test.issue('done') $$, '%"newsletter_issues_status_is_known"%',
    'should refuse a strange status');
create temp table made (status text, id uuid);
select lives_ok(
    format($$ insert into made values (%L, test.issue(%1$L)) $$, s.status),
    format('should accept %s', s.status))
  from (select t.to_status as status
          from ops.status_transitions as t where t.entity = 'newsletter_issue'
         union
        select 'draft'
         order by 1) as s;
select throws_like(
    format($$ update newsletter.newsletter_issues set %I = null where id = %L $$, c.name, m.id),
    format('%%"newsletter_issues_%s_has_%s"%%', c.status, c.name),
    format('should refuse what is %s without %s', c.status, c.name))
  from (values ('scheduled', 'scheduled_for'), ('sent', 'sent_at')) as c (status, name)
  join made as m on m.status = c.status;
select lives_ok(
    $$ update newsletter.newsletter_issues as i set scheduled_for = null, sent_at = null
         from made as m
        where m.id = i.id and m.status not in ('scheduled', 'sent') $$,
    'should need no times otherwise');

-- Triggers
select test.travel_to('2030-05-06 07:08Z');
update newsletter.newsletter_issues set metrics = '{"sent": 1}'
 where id = (select id from issue);
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from newsletter.newsletter_issues where id = (select id from issue);
select is_empty(
    $$ select from audit.audit_log where changed_at = '2030-05-06 07:08Z' $$,
    'should not audit what is measured');
select throws_ok(
    $$ update newsletter.newsletter_issues set status = 'sending'
        where id = (select id from issue) $$, '55000',
    'newsletter issue cannot go from draft to sending',
    'should refuse an edge that is not there');
select lives_ok(
    $$ update newsletter.newsletter_issues set status = 'review'
        where id = (select id from issue) $$, 'should accept an edge of the diagram');
select lives_ok(
    $$ update newsletter.newsletter_issues set status = 'review'
        where id = (select id from issue) $$, 'should accept a status that stays');
delete from newsletter.newsletter_issues where id = (select id from issue);
select results_eq(
    $$ select a.action, a.old_data ->> 'status', a.new_data ->> 'status'
         from audit.audit_log as a join issue on a.record_id = issue.id::text
        where a.action <> 'update' or a.new_data ? 'status'
        order by a.action collate "C" $$,
    $$ values ('delete', 'review', null), ('insert', null, 'draft'),
              ('update', 'draft', 'review') $$,
    'should audit each change of meaning');

-- The template's name may change, but it may not go while an issue is made with it.
update newsletter.newsletter_templates as t set name = 'renamed'
  from newsletter.newsletter_issues as i join made as m using (id)
 where m.status = 'draft' and t.name = i.design_template;
select is(i.design_template, 'renamed', 'should follow its template')
  from newsletter.newsletter_issues as i join made as m using (id) where m.status = 'draft';
select throws_ok(
    $$ delete from newsletter.newsletter_templates where name = 'renamed' $$, '23503', null,
    'should keep its template');

select * from finish();
rollback;
