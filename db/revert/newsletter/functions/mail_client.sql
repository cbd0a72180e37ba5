-- Revert aquascene:newsletter/functions/mail_client from pg

begin;
set local role aquascene_owner;

drop function newsletter.mail_client;

commit;
