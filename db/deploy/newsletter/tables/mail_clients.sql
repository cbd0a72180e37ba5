-- Deploy aquascene:newsletter/tables/mail_clients to pg
-- requires: newsletter/grants/schema
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.mail_clients (
    position   integer     not null primary key,
    pattern    text        not null,
    is_whole   boolean     not null default false,
    client     varchar(50) not null,
    is_machine boolean     not null,

    constraint mail_clients_pattern_is_lower_case check (pattern = lower(pattern))
);

do $audit$
begin
    perform audit._watch('newsletter.mail_clients', 'position', '', '');
end;
$audit$;

comment on table newsletter.mail_clients is
$$What programs that load pixels and follow links call themselves. The first that fits counts.$$;
comment on column newsletter.mail_clients.position is $$Looked at in this order.$$;
comment on column newsletter.mail_clients.pattern is
$$What the User-Agent contains, in small letters.$$;
comment on column newsletter.mail_clients.is_whole is
$$true = the pattern is the whole User-Agent.$$;
comment on column newsletter.mail_clients.client is $$What reports call it.$$;
comment on column newsletter.mail_clients.is_machine is
$$Whether it loads and follows by itself, so that nobody need have read anything.$$;

grant select on newsletter.mail_clients to aquascene_reader;

commit;
