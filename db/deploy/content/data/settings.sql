-- Deploy aquascene:content/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;

insert into ops.settings (key, value, description)
values
    ('content.asset_mime_types',
     '["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif",
       "video/mp4", "video/webm", "audio/mpeg", "audio/ogg", "text/plain", "application/pdf",
       "application/vnd.oasis.opendocument.text",
       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"]',
     'Types of files that content.add_asset takes. SVG is not among them: it may hold scripts.'),
    ('content.max_asset_bytes', '20971520', 'Bytes of a file that content.add_asset takes.'),
    ('content.max_attempts', '5', 'Tries at processing a raw item before it is failed for good.'),
    ('content.retry_delay', '"5 minutes"',
     'Interval before the second try at a raw item; each further try waits twice as long.'),
    ('content.words_per_minute', '200', 'Reading speed behind estimated_reading_time.');

commit;
