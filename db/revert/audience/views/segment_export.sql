-- Revert aquascene:audience/views/segment_export from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop view audience.segment_export;

commit;
