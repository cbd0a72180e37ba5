-- Revert aquascene:newsletter/functions/variable_faults from pg

begin;
set local role aquascene_owner;

drop function newsletter._variable_faults;
drop function newsletter._schema_faults;
drop function newsletter._value_fault;

commit;
