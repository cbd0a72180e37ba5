-- Revert aquascene:audit/tables/audit_log from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

do $guard$
begin
    if current_setting('aquascene.allow_data_loss', true) is distinct from 'on'
        and exists (select from audit.audit_log)
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'reverting would lose the rows of audit.audit_log',
            hint    = 'set aquascene.allow_data_loss = on, for example in PGOPTIONS.';
    end if;
end;
$guard$;

delete from ops.partition_policies where table_name = 'audit.audit_log';
drop table audit.audit_log;
drop sequence audit.entry_numbers;

commit;
