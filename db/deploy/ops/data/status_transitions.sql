-- Deploy aquascene:ops/data/status_transitions to pg
-- requires: ops/tables/status_transitions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.status_transitions (entity, from_status, to_status, event, note)
values
    ('content', 'draft', 'review', 'submit', null),
    ('content', 'draft', 'rejected', 'reject', null),
    ('content', 'review', 'approved', 'approve', null),
    ('content', 'review', 'rejected', 'reject', null),
    ('content', 'review', 'needs_revision', 'request_changes', null),
    ('content', 'needs_revision', 'review', 'submit', null),
    ('content', 'rejected', 'draft', 'revise', 'Opens the text again.'),
    ('content', 'approved', 'review', 'revise', 'A text changed after approval is read again.'),
    ('content', 'scheduled', 'review', 'revise', null),
    ('content', 'cancelled', 'review', 'revise', null),
    ('content', 'archived', 'draft', 'revise', null),
    ('content', 'approved', 'needs_revision', 'request_changes', null),
    ('content', 'approved', 'scheduled', 'schedule', null),
    ('content', 'approved', 'published', 'publish', null),
    ('content', 'scheduled', 'published', 'publish', 'When its time has come.'),
    ('content', 'scheduled', 'cancelled', 'cancel', null),
    ('content', 'cancelled', 'approved', 'reinstate', null),
    ('content', 'published', 'archived', 'archive', null),

    ('newsletter_issue', 'draft', 'review', 'submit', null),
    ('newsletter_issue', 'review', 'approved', 'approve', null),
    ('newsletter_issue', 'review', 'draft', 'needs_revision', null),
    ('newsletter_issue', 'approved', 'scheduled', 'schedule', null),
    ('newsletter_issue', 'scheduled', 'sending', 'begin_sending', 'Freezes the audience.'),
    ('newsletter_issue', 'sending', 'sent', 'finish_sending', 'When nothing is left to send.'),
    ('newsletter_issue', 'sending', 'failed', 'fail', null),
    ('newsletter_issue', 'failed', 'scheduled', 'retry', null),
    ('newsletter_issue', 'scheduled', 'approved', 'cancel', null),
    ('newsletter_issue', 'approved', 'draft', 'needs_revision', 'Its approval is gone.'),

    ('subscriber', 'pending', 'active', 'email_confirmed', null),
    ('subscriber', 'pending', 'unconfirmed', 'timeout', null),
    ('subscriber', 'active', 'unsubscribed', 'user_action', null),
    ('subscriber', 'active', 'bounced', 'email_bounce', null),
    ('subscriber', 'active', 'complained', 'spam_complaint', null),
    ('subscriber', 'bounced', 'active', 'email_updated', null),
    ('subscriber', 'unsubscribed', 'active', 'resubscribe', null),
    ('subscriber', 'unconfirmed', 'pending', 'subscribe', 'Signed up again.'),

    ('instagram_post', 'draft', 'scheduled', 'schedule', null),
    ('instagram_post', 'scheduled', 'draft', 'unschedule', null),
    ('instagram_post', 'scheduled', 'publishing', 'claim', 'A worker holds it.'),
    ('instagram_post', 'scheduled', 'cancelled', 'cancel', null),
    ('instagram_post', 'cancelled', 'scheduled', 'reinstate', null),
    ('instagram_post', 'publishing', 'published', 'complete', null),
    ('instagram_post', 'publishing', 'failed', 'fail', null),
    ('instagram_post', 'publishing', 'unknown', 'lose', 'The worker died in mid-call.'),
    ('instagram_post', 'unknown', 'published', 'find', 'The post was found on the account.'),
    ('instagram_post', 'unknown', 'failed', 'miss', 'The post is not on the account.'),
    ('instagram_post', 'failed', 'scheduled', 'retry', null),

    ('scraping_job', 'pending', 'running', 'start', null),
    ('scraping_job', 'pending', 'cancelled', 'cancel', null),
    ('scraping_job', 'running', 'completed', 'complete', null),
    ('scraping_job', 'running', 'failed', 'fail', null),
    ('scraping_job', 'running', 'cancelled', 'cancel', null),
    ('scraping_job', 'running', 'pending', 'release', 'Its worker died.'),
    ('scraping_job', 'failed', 'pending', 'retry', null),

    ('raw_content', 'pending', 'completed', 'complete', 'Drafts were made.'),
    ('raw_content', 'pending', 'failed', 'fail', 'No tries left.'),
    ('raw_content', 'pending', 'skipped', 'skip', 'Nothing to make of it.'),
    ('raw_content', 'skipped', 'pending', 'requeue', null),
    ('raw_content', 'failed', 'pending', 'requeue', null),
    ('raw_content', 'completed', 'pending', 'requeue', null),

    ('job_run', 'running', 'succeeded', 'complete', null),
    ('job_run', 'running', 'failed', 'fail', null),
    ('job_run', 'running', 'timed_out', 'time_out', null),
    ('job_run', 'running', 'lost', 'lose', 'Its daemon died.'),
    ('job_run', 'running', 'returned', 'return', 'Its daemon was told to stop.'),
    ('job_run', 'running', 'skipped', 'skip', 'Too late, by the misfire policy.');

commit;
