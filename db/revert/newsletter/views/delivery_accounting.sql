-- Revert aquascene:newsletter/views/delivery_accounting from pg

begin;
set local role aquascene_owner;

drop view newsletter.delivery_accounting;

commit;
