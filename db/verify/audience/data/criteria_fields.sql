-- Verify aquascene:audience/data/criteria_fields on pg

begin;

select 1 / (count(*) = 36)::int from audience.criteria_fields where kind <> 'issue';

rollback;
