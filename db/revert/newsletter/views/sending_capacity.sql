-- Revert aquascene:newsletter/views/sending_capacity from pg

begin;
set local role aquascene_owner;

drop view newsletter.sending_capacity;

commit;
