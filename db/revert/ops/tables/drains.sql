-- Revert aquascene:ops/tables/drains from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

do $guard$
begin
    if current_setting('aquascene.allow_data_loss', true) is distinct from 'on'
        and exists (select from ops.drains)
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'reverting would lose the place of ops.drains',
            hint    = 'set aquascene.allow_data_loss = on, for example in PGOPTIONS.';
    end if;
end;
$guard$;

drop table ops.drains;

commit;
