-- Verify aquascene:ops/data/preflight on pg

begin;

select 1 / (current_setting('server_version_num')::int >= 150000)::int;
select 1 / (current_setting('server_encoding') = 'UTF8')::int;

rollback;
