-- Deploy aquascene:ops/data/jobs to pg
-- requires: ops/triggers/plan_job
-- requires: ops/functions/execute_run
-- requires: admin/triggers/audited
-- requires: admin/functions/delete_expired_sessions
-- requires: audit/functions/seal
-- requires: ops/functions/ensure_partitions
-- requires: ops/functions/alarm_partitions
-- requires: ops/functions/apply_retention
-- requires: ops/functions/update_table_statistics
-- requires: scraping/functions/start_job
-- requires: content/functions/publish_due
-- requires: content/functions/release_expired_leases
-- requires: audience/functions/delete_unconfirmed
-- requires: audience/functions/refresh_engagement
-- requires: audience/functions/refresh_segment
-- requires: newsletter/functions/advance
-- requires: newsletter/functions/compose_digest
-- requires: analytics/functions/roll_up_email_events
-- requires: analytics/functions/learn_engagement

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.scheduled_jobs (
    name, schedule, command, description, kind, is_repeated, timeout, is_enabled)
select j.name, j.schedule, j.command, j.description, 'sql', j.is_repeated, j.timeout, j.is_enabled
  from (values
        ('scraping', '* * * * *', 'select count(*) from scraping.enqueue_due()',
         'Makes jobs of the targets that are due.', false, interval '5 minutes', true),
        ('publishing', '* * * * *', 'select count(*) from content.publish_due(100)',
         'Publishes what is scheduled.', true, '5 minutes', true),
        ('content leases', '*/5 * * * *', 'select content.release_expired_leases()',
         'Gives raw items of dead workers to others.', false, '5 minutes', true),
        ('sending', '* * * * *', 'select count(*) from newsletter.advance()',
         'Begins and ends issues; a worker with --follow does it, too.', false, '10 minutes', true),
        ('roll-up', '* * * * *', 'select analytics.roll_up_email_events()',
         'Counts opens, clicks, bounces and what else readers did.', false, '10 minutes', true),
        ('segments', '*/15 * * * *',
         'select count(*) from audience.refresh_segments('
         'current_setting(''aquascene.due_at'')::timestamptz, 1)',
         'Brings segments with criteria up to date, each in its own transaction.', true,
         '10 minutes', true),
        ('sessions', '50 * * * *', 'select admin.delete_expired_sessions()',
         'Removes sessions and throttles that are over.', false, '5 minutes', true),
        ('audit seals', '* * * * *', 'select audit.seal()',
         'Seals the audit log, so that a change of it is seen.', false, '10 minutes', true),
        ('engagement', '20 1 * * *', 'select audience.refresh_engagement()',
         'Levels of engagement where time has passed.', true, '30 minutes', true),
        ('expire sign-ups', '15 * * * *', 'select audience.expire_pending()',
         'Gives up on sign-ups that were not confirmed in time.', true, '10 minutes', true),
        ('forget sign-ups', '30 3 * * *', 'select audience.delete_unconfirmed()',
         'Deletes sign-ups that were never confirmed.', true, '30 minutes', true),
        ('forget import reports', '40 3 * * *', 'select audience.delete_import_faults()',
         'Deletes the reports of old imports.', true, '30 minutes', true),
        ('predictions', '0 4 * * *', 'select analytics.learn_engagement()',
         'Learns what drafts will earn from what articles earned.', false, '30 minutes', true),
        ('statistics', '0 2 * * *', 'select 1 from ops.update_table_statistics()',
         'Planner statistics and counts of segments, as the seed has it.', false, '30 minutes',
         true),
        ('partitions', '5 0 * * *', 'select ops.ensure_partitions(), ops.alarm_partitions()',
         'Makes the partitions of the months to come, and tells of gaps and strays.', false,
         '5 minutes', true),
        ('retention', '0 3 * * *', 'select count(*) from ops.apply_retention()',
         'Removes what is older than ops.partition_policies keep, month by month.', true,
         '30 minutes', true),
        ('digest', '0 6 * * 5',
         'select count(*) from newsletter.compose_scheduled_digest(''weekly-digest'')',
         'Composes a draft of what was published since the last one; needs the template.', false,
         '5 minutes', false)
       ) as j (name, schedule, command, description, is_repeated, timeout, is_enabled);

commit;
