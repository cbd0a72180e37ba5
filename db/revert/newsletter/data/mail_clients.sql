-- Revert aquascene:newsletter/data/mail_clients from pg

begin;
set local role aquascene_owner;

delete from newsletter.mail_clients;

commit;
