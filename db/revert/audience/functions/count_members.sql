-- Revert aquascene:audience/functions/count_members from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger forget_segments on audience.subscriber_segments;
drop trigger forget_members on audience.subscribers;
drop trigger forget_all on audience.subscriber_segment_memberships;
drop trigger record_exits on audience.subscriber_segment_memberships;
drop trigger record_entries on audience.subscriber_segment_memberships;
drop function audience._forget_all;
drop function audience._forget_segments;
drop function audience._forget_members;
drop function audience._record_exits;
drop function audience._record_entries;
drop function audience._count_members;

commit;
