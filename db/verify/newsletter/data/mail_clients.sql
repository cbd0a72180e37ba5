-- Verify aquascene:newsletter/data/mail_clients on pg

begin;

select 1 / (count(*) > 0)::int from newsletter.mail_clients where is_machine;

rollback;
