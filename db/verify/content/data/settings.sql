-- Verify aquascene:content/data/settings on pg

begin;

select 1 / (count(*) = 9)::int from ops.settings where key like 'content.%';
select 1 / (count(*) = 2)::int from ops.settings where key like 'workflow.%';
select 1 / (count(*) = 10)::int from ops.settings where key like 'generation.%';

rollback;
