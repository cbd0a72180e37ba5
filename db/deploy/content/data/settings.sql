-- Deploy aquascene:content/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
    ('content.near_duplicate_similarity', '0.7',
     'From this similarity on (0 to 1, see content.similarity) a text found again with small '
     'changes is linked to the first and not processed; above 1 no text is.'),
    ('content.retry_delay', '"5 minutes"',
     'Interval before the second try at a raw item; each further try waits twice as long.'),
    ('content.words_per_minute', '200', 'Reading speed behind estimated_reading_time.'),
    ('content.engagement_shrinkage', '20',
     'Weight of the mean in what is learned about engagement, in articles: a tag that so many '
     'articles have counts half.'),
    ('workflow.four_eyes', 'true',
     'Whether articles and issues are approved by somebody else than who made them.'),
    ('workflow.min_quality', '0.7',
     'Least quality_score (0 to 1) to schedule or publish; an admin may override it, with a '
     'reason.'),
    ('generation.generator', '"extractive"',
     'Who writes drafts: extractive (picks sentences, no network) or chat (asks an endpoint).'),
    ('generation.endpoint', '""',
     'Base URL of an OpenAI-compatible API, up to and with /v1. Its key is in no setting: workers '
     'take it from their environment variable AQUASCENE_CHAT_API_KEY.'),
    ('generation.model', '""', 'Name of the model, as the endpoint knows it.'),
    ('generation.template', '"newsletter_article"',
     'Row of content.generation_templates that is used when a worker names none.'),
    ('generation.timeout', '"60 seconds"',
     'Interval after which one request to the endpoint is given up.'),
    ('generation.deadline', '"4 minutes"',
     'Interval for all tries at one draft together; the lease of what is claimed is longer.'),
    ('generation.max_retries', '4',
     'Further requests after one that was refused for a while (408, 429, 5xx) or got no answer.'),
    ('generation.max_source_characters', '24000',
     'Characters of all sources together that go into a prompt; more is cut.'),
    ('generation.price_per_million_input', '0',
     'What a million tokens of prompts cost, in your currency, for metadata.cost.'),
    ('generation.price_per_million_output', '0',
     'What a million tokens of answers cost, in your currency, for metadata.cost.'),
    ('content.search_candidates', '1000',
     'Matches that content.search ranks: those with the words in their title, then the newest.'),
    ('content.search_facet_articles', '100000',
     'Articles, the newest, that content.search_facets counts when nothing is searched for.');

commit;
