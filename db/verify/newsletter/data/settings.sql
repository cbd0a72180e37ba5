-- Verify aquascene:newsletter/data/settings on pg

begin;

select 1 / (count(*) = 8)::int
  from ops.settings
 where key like 'newsletter.%' or key = 'site.public_url';

rollback;
