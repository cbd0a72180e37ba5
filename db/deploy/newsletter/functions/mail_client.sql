-- Deploy aquascene:newsletter/functions/mail_client to pg
-- requires: newsletter/tables/mail_clients

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.mail_client(user_agent text)
returns table (client text, is_machine boolean)
language sql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
    select c.client::text, coalesce(c.is_machine, false)
      from (select lower(btrim(left(mail_client.user_agent, 1000))) as agent
            offset 0) as u                  -- else it is worked out for each of them
      left join lateral (
           select m.client, m.is_machine
             from newsletter.mail_clients as m
            where case when m.is_whole then u.agent = m.pattern
                       else strpos(u.agent, m.pattern) > 0 end
            order by m.position
            limit 1) as c on true;
$function$;

comment on function newsletter.mail_client is
$$Returns what reports call a program, and whether it acts by itself; null and false when nobody
knows.

user_agent: of the request; null = not given. For newsletter.record_open and record_click: asked
once for each program rather than for each event, since it would cost a third of that. Errors:
none.$$;

revoke execute on function newsletter.mail_client from public;
grant execute on function newsletter.mail_client to aquascene_app, aquascene_worker;

commit;
