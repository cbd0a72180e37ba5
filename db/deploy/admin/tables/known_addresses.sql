-- Deploy aquascene:admin/tables/known_addresses to pg
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.known_addresses (
    user_id    uuid        not null references admin.admin_users (id) on delete cascade,
    address    cidr        not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),

    primary key (user_id, address)
);
create index known_addresses_expires_at_idx on admin.known_addresses (expires_at);

comment on table admin.known_addresses is
$$Where people signed in from: there they have tries of their own, so that nobody elsewhere can lock
them out with wrong passwords.$$;
comment on column admin.known_addresses.user_id is $$Who signed in.$$;
comment on column admin.known_addresses.address is
$$Where from: an IPv4 address, or the /64 network of an IPv6 address.$$;
comment on column admin.known_addresses.expires_at is $$When it is forgotten, unless used again.$$;
comment on column admin.known_addresses.created_at is $$When the person first signed in from it.$$;
comment on index admin.known_addresses_expires_at_idx is $$Used to remove what has expired.$$;

commit;
