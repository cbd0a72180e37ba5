-- Deploy aquascene:analytics/views/subscriber_journey to pg
-- requires: audience/tables/subscriber_engagement
-- requires: audience/tables/subscription_preferences

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view analytics.subscriber_journey as
select
    s.id,
    s.email,
    s.subscription_date,
    s.confirmed_at,
    s.status,
    p.newsletter_frequency,
    coalesce(g.opened_count, 0)::bigint as newsletters_opened,
    coalesce(g.click_count, 0) as content_interactions
from audience.subscribers as s
left join audience.subscription_preferences as p on p.subscriber_id = s.id
left join audience.subscriber_engagement as g on g.subscriber_id = s.id
where s.status = 'active';

comment on view analytics.subscriber_journey is $$How far each active subscriber has come.$$;
comment on column analytics.subscriber_journey.id is $$The subscriber.$$;
comment on column analytics.subscriber_journey.email is $$Address.$$;
comment on column analytics.subscriber_journey.subscription_date is $$When the person subscribed.$$;
comment on column analytics.subscriber_journey.confirmed_at is $$When the address was confirmed.$$;
comment on column analytics.subscriber_journey.status is $$active.$$;
comment on column analytics.subscriber_journey.newsletter_frequency is
$$How often they want mail.$$;
comment on column analytics.subscriber_journey.newsletters_opened is
$$Issues opened, each counted once, from the ledger by analytics.roll_up_email_events.$$;
comment on column analytics.subscriber_journey.content_interactions is $$Clicks on articles.$$;

grant select on analytics.subscriber_journey to aquascene_reader;

commit;
