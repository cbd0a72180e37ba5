-- Verify aquascene:newsletter/data/criteria_fields on pg

begin;

select 1 / (count(*) = 3)::int from audience.criteria_fields where kind = 'issue';

rollback;
