-- Deploy aquascene:admin/tables/admin_sessions to pg
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.admin_sessions (
    id            uuid        not null default gen_random_uuid() primary key,
    user_id       uuid        not null references admin.admin_users (id) on delete cascade,
    session_token varchar(64) not null unique,
    ip_address    inet,
    user_agent    text,
    expires_at    timestamptz not null,
    created_at    timestamptz not null default now(),
    last_seen_at  timestamptz not null default now(),
    ends_at       timestamptz,

    constraint admin_sessions_token_is_a_hash check (session_token ~ '^[0-9a-f]{64}$'),
    constraint admin_sessions_expire_after_they_begin check (expires_at > created_at),
    constraint admin_sessions_expire_when_they_end check (expires_at <= ends_at)
);
create index admin_sessions_user_id_idx on admin.admin_sessions (user_id);
create index admin_sessions_expires_at_idx on admin.admin_sessions (expires_at);

comment on table admin.admin_sessions is $$Who is signed in, by hash of the session's token.$$;
comment on column admin.admin_sessions.id is $$Identity of the session.$$;
comment on column admin.admin_sessions.user_id is $$Who is signed in.$$;
comment on column admin.admin_sessions.session_token is
$$SHA-256 of the token, hexadecimal; the token itself is not stored.$$;
comment on column admin.admin_sessions.ip_address is $$Where from.$$;
comment on column admin.admin_sessions.user_agent is $$With what.$$;
comment on column admin.admin_sessions.expires_at is
$$When it ends unless it is used: each use puts it off, until ends_at at most.$$;
comment on column admin.admin_sessions.created_at is $$When it began.$$;
comment on column admin.admin_sessions.last_seen_at is $$When it was last used, to the minute.$$;
comment on column admin.admin_sessions.ends_at is
$$When it ends however much it is used; null = it is not limited.$$;
comment on index admin.admin_sessions_user_id_idx is
$$Used to end every session of a user, and by the foreign key.$$;
comment on index admin.admin_sessions_expires_at_idx is $$Used to remove what has expired.$$;

commit;
