-- Deploy aquascene:content/data/settings to pg
-- requires: ops/tables/settings
-- requires: admin/triggers/audited

begin;
set local role aquascene_owner;

insert into ops.settings (key, value, description)
values
    ('content.max_attempts', '5', 'Tries at processing a raw item before it is failed for good.'),
    ('content.near_duplicate_similarity', '0.7',
     'From this similarity on (0 to 1, see content.similarity) a text found again with small changes is '
     'linked to the first and not processed; above 1 no text is.'),
    ('content.retry_delay', '"5 minutes"',
     'Interval before the second try at a raw item; each further try waits twice as long.'),
    ('content.words_per_minute', '200', 'Reading speed behind estimated_reading_time.'),
    ('content.engagement_shrinkage', '20',
     'Weight of the mean in what is learned about engagement, in articles: a tag that so many articles '
     'have counts half.'),
    ('workflow.four_eyes', 'true', 'Whether content is approved by somebody else than its author.'),
    ('workflow.min_quality', '0.7',
     'Least quality_score (0 to 1) to schedule or publish; an admin may override it with a reason.');

commit;
