-- Verify aquascene:newsletter/tables/newsletter_issues on pg

begin;

select
    id, issue_number, template_type, subject_line, preview_text, content_ids,
    personalization_data, design_template, scheduled_for, sent_at, status, recipient_count,
    metrics, created_at, updated_at, created_by, approved_by, approved_at, issue_date,
    content_types, send_mode, send_window, is_uncapped, unknown_policy, paused_at, pause_reason,
    template_versions, subject_variants, test_share, test_metric, test_wait, decide_at, winner,
    winner_confidence, is_public
  from newsletter.newsletter_issues
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.newsletter_issues'::regclass;
select 1 / (count(*) = 4 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.newsletter_issues'::regclass
   and c.relname in ('newsletter_issues_status_idx',
                     'newsletter_issues_design_template_idx',
                     'newsletter_issues_created_by_idx',
                     'newsletter_issues_approved_by_idx');
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_issues'::regclass and tgname = 'updated_at';
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.enforce_transition()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_issues'::regclass and tgname = 'transition';
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_change()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.newsletter_issues'::regclass and tgname = 'audit';
select 1 / has_table_privilege('aquascene_reader', 'newsletter.newsletter_issues', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'newsletter.newsletter_issues', 'INSERT'))::int;

rollback;
