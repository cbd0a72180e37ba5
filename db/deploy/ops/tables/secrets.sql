-- Deploy aquascene:ops/tables/secrets to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.secrets (
    name       text        not null primary key,
    value      bytea       not null,
    use        text        not null default 'encrypts',
    created_at timestamptz not null default now(),

    constraint secrets_are_long_enough check (octet_length(value) >= 32),
    constraint secrets_use_is_known check (use in ('signs', 'hashes', 'encrypts'))
);

comment on table ops.secrets is
$$Keys for signatures and encryption, generated at deploy, readable by the owner alone.$$;
comment on column ops.secrets.name is $$What the key is for.$$;
comment on column ops.secrets.value is $$The key, 32 random bytes.$$;
comment on column ops.secrets.use is
$$What ops.rotate_secret does: signs = a new one, the old one is good for a while; hashes = nothing,
what it hashed is found by it alone; encrypts = a new one, and what it encrypted is encrypted
anew.$$;
comment on column ops.secrets.created_at is $$When it was generated.$$;

create table ops.old_secrets (
    name       text        not null,
    value      bytea       not null,
    created_at timestamptz not null,
    retired_at timestamptz not null,
    expires_at timestamptz not null,
    rotated_by text        not null default session_user,

    primary key (name, retired_at),
    constraint old_secrets_are_valid_for_a_time check (expires_at >= retired_at)
);

comment on table ops.old_secrets is
$$Keys that ops.rotate_secret replaced. What they signed is still accepted for a while, and links to
unsubscribe and seals of the audit log for as long as the row is here.$$;
comment on column ops.old_secrets.name is $$Name in ops.secrets.$$;
comment on column ops.old_secrets.value is $$The key.$$;
comment on column ops.old_secrets.created_at is $$When it was generated.$$;
comment on column ops.old_secrets.retired_at is
$$When it was replaced; nothing is signed with it since.$$;
comment on column ops.old_secrets.expires_at is $$Until when what it signed is accepted.$$;
comment on column ops.old_secrets.rotated_by is $$The role that replaced it.$$;

commit;
