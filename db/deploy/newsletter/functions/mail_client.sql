-- Deploy aquascene:newsletter/functions/mail_client to pg
-- requires: newsletter/tables/mail_clients

begin;
set local role aquascene_owner;

create or replace function newsletter._mail_client(user_agent text)
returns table (client text, is_machine boolean)
language sql
stable
begin atomic                                -- and no set: it has to inline, once an event
    select c.client::text, coalesce(c.is_machine, false)
      from (select lower(btrim(left(_mail_client.user_agent, 1000))) as agent
            offset 0) as u                  -- else it is worked out for each of them
      left join lateral (
           select m.client, m.is_machine
             from newsletter.mail_clients as m
            where case when m.is_whole then u.agent = m.pattern
                       else strpos(u.agent, m.pattern) > 0 end
            order by m.position
            limit 1) as c on true;
end;

comment on function newsletter._mail_client is
$$Returns what reports call a program, and whether it acts by itself; null and false when nobody
knows.

user_agent: of the request; null = not given. Errors: none.$$;

revoke execute on function newsletter._mail_client from public;

commit;
