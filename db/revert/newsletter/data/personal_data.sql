-- Revert aquascene:newsletter/data/personal_data from pg

begin;
set local role aquascene_owner;

delete from audience.personal_data where table_name like 'newsletter.%';

commit;
