-- Revert aquascene:newsletter/data/criteria_fields from pg

begin;
set local role aquascene_owner;

delete from audience.criteria_fields where kind = 'issue';

commit;
