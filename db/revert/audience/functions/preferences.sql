-- Revert aquascene:audience/functions/preferences from pg

begin;
set local role aquascene_owner;

drop function audience.next_send_time;
drop function audience._next_send_time;
drop function audience.update_preferences;
drop function audience.preferences_link;
drop function audience.preferences;
drop function audience._preferences_person;
drop function audience._preferences_token;

commit;
