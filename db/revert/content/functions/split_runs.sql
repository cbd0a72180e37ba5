-- Revert aquascene:content/functions/split_runs from pg

begin;
set local role aquascene_owner;

drop function content._split_runs;
drop function content._unspaced_class;

commit;
