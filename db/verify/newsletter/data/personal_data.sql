-- Verify aquascene:newsletter/data/personal_data on pg

begin;

select 1 / (count(*) = 2)::int
  from audience.personal_data
 where table_name like 'newsletter.%';

rollback;
