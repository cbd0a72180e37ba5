-- Verify aquascene:newsletter/views/variant_report on pg

begin;

select
    issue_id, issue_number, variant, subject_line, sent_count, unique_opens, unique_clicks, rate,
    is_winner, confidence
  from newsletter.variant_report
 where false;
select 1 / has_table_privilege('aquascene_reader', 'newsletter.variant_report', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'newsletter.variant_report', 'SELECT'))::int;

rollback;
