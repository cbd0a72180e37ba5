-- Verify aquascene:content/data/language_features on pg

begin;

select 1 / (count(distinct language) > 40)::int from content.language_features;

rollback;
