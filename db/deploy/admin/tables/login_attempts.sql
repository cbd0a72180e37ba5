-- Deploy aquascene:admin/tables/login_attempts to pg
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.login_attempts (
    id         uuid        not null default gen_random_uuid() primary key,
    user_id    uuid        references admin.admin_users (id) on delete cascade,
    name_key   text        not null,
    address    cidr,
    is_known   boolean     not null,
    ip_address inet,
    begun_in   xid8        not null default pg_current_xact_id(),
    created_at timestamptz not null default now()
);
create index login_attempts_user_id_idx on admin.login_attempts (user_id);
create index login_attempts_created_at_idx on admin.login_attempts (created_at);

comment on table admin.login_attempts is
$$Tries to sign in that were let through and whose password has not been compared yet.$$;
comment on column admin.login_attempts.id is $$Identity of the try; good once.$$;
comment on column admin.login_attempts.user_id is $$Whose name it was; null = nobody's.$$;
comment on column admin.login_attempts.name_key is $$Key of the name in login_throttles.$$;
comment on column admin.login_attempts.address is $$As in known_addresses; null = not told.$$;
comment on column admin.login_attempts.is_known is
$$Whether the person had signed in from that address before.$$;
comment on column admin.login_attempts.ip_address is $$Where from.$$;
comment on column admin.login_attempts.begun_in is
$$The transaction that counted it: the password is compared in a later one.$$;
comment on column admin.login_attempts.created_at is $$When it began.$$;
comment on index admin.login_attempts_user_id_idx is $$Used by the foreign key.$$;
comment on index admin.login_attempts_created_at_idx is $$Used to remove what was given up.$$;

commit;
