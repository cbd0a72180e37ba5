-- Deploy aquascene:audience/data/personal_data to pg
-- requires: audience/tables/personal_data
-- requires: audience/tables/subscribers
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/consent_events
-- requires: audience/tables/subscription_requests
-- requires: audience/tables/bounces
-- requires: audience/tables/subscriber_engagement
-- requires: audience/tables/subscriber_segments
-- requires: audience/tables/subscriber_segment_memberships
-- requires: audience/tables/segment_membership_events
-- requires: audience/tables/subscriber_import_faults
-- requires: audience/tables/subscriber_import_rows
-- requires: audit/tables/audit_log
-- requires: audit/tables/system_events
-- requires: ops/tables/job_runs
-- requires: ops/tables/outbox

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into audience.personal_data (table_name, person_column, erasure, columns, description)
values
    ('audience.subscribers', 'id', 'delete', '{}',
     'Address, name, and what else a person told; needed to send mail.'),
    ('audience.subscription_preferences', 'subscriber_id', 'delete', '{}',
     'What the person wants to get, when and how.'),
    ('audience.consent_events', 'subscriber_id', 'delete', '{}',
     'What the person agreed to and withdrew, with the proof.'),
    ('audience.subscription_requests', 'subscriber_id', 'delete', '{}',
     'Sign-ups and changes of address that wait to be confirmed.'),
    ('audience.bounces', 'subscriber_id', 'delete', '{diagnostic}',
     'Mail that came back, in the words of mail servers.'),
    ('audience.subscriber_engagement', 'subscriber_id', 'delete', '{}',
     'How much of the mail the person opens and clicks.'),
    ('audience.subscriber_segment_memberships', 'subscriber_id', 'delete', '{}',
     'Groups the person is in.'),
    ('audience.segment_membership_events', 'subscriber_id', 'delete', '{}',
     'Groups the person entered and left.'),
    ('audience.subscriber_segments', null, 'keep', '{description,filter_criteria}',
     'Rules that name somebody.'),
    ('audience.subscriber_import_faults', null, 'keep', '{reason}',
     'Lines of files that were not taken in, with the address.'),
    ('audience.subscriber_import_rows', null, 'keep', '{fields,problem,repeated_key}',
     'Lines of files that wait to be taken in.'),
    ('audit.audit_log', null, 'keep', '{old_data,new_data}',
     'Changes of rows that mention somebody.'),
    ('audit.system_events', null, 'keep', '{event_data}',
     'Happenings that mention somebody.'),
    ('ops.job_runs', null, 'keep', '{error,result}',
     'Errors and results that mention somebody.'),
    ('ops.outbox', null, 'keep', '{payload}',
     'Messages to other systems that mention somebody.');

commit;
