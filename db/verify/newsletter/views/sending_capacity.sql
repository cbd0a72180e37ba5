-- Verify aquascene:newsletter/views/sending_capacity on pg

begin;

select
    account, weight, is_active, hour_count, per_hour, day_count, day_limit, per_second, allowance,
    available_at
  from newsletter.sending_capacity
 where false;
select 1 / has_table_privilege('aquascene_reader', 'newsletter.sending_capacity', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_app', 'newsletter.sending_capacity', 'SELECT'))::int;

rollback;
