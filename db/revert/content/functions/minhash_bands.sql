-- Revert aquascene:content/functions/minhash_bands from pg

begin;
set local role aquascene_owner;

drop function content._minhash_bands;

commit;
