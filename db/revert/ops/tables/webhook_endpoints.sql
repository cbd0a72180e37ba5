-- Revert aquascene:ops/tables/webhook_endpoints from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

do $guard$
begin
    if current_setting('aquascene.allow_data_loss', true) is distinct from 'on'
        and exists (select from ops.webhook_endpoints)
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'reverting would lose the rows of ops.webhook_endpoints',
            hint    = 'set aquascene.allow_data_loss = on, for example in PGOPTIONS.';
    end if;
end;
$guard$;

drop table ops.webhook_failures;
drop table ops.webhook_endpoints;

commit;
