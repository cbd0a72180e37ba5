-- Verify aquascene:audience/data/personal_data on pg

begin;

select 1 / (count(*) = 15)::int
  from audience.personal_data
 where table_name not like 'newsletter.%';

rollback;
