-- Revert aquascene:content/functions/stream_safe from pg

begin;
set local role aquascene_owner;

drop function content._stream_safe;

commit;
