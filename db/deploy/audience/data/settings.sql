-- Deploy aquascene:audience/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('audience.double_opt_in', 'true',
     'Whether who signs up gets mail only after following a link sent to the address.'),
    ('audience.confirm_within', '"7 days"',
     'Interval in which a sign-up, or a change of address, can be confirmed.'),
    ('audience.keep_unconfirmed', '"30 days"',
     'Interval after which a sign-up that was not confirmed in time is deleted.'),
    ('audience.request_pause', '"10 minutes"',
     'Least interval between two mails that ask one address to confirm.'),
    ('audience.soft_bounce_limit', '5',
     'Soft bounces within audience.soft_bounce_window that count as a hard one.'),
    ('audience.soft_bounce_window', '"30 days"',
     'Interval after which a soft bounce is forgotten.'),
    ('audience.keep_import_faults', '"30 days"',
     'Interval after which the report of an import, line by line, is deleted.'),
    ('audience.content_types',
     '["plant-care", "hardscape", "fish", "equipment-reviews", "community"]',
     'What subscribers choose from; newsletter_issues.content_types says what one is about.');

commit;
