-- Deploy aquascene:ops/tables/secrets to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;

create table ops.secrets (
    name       text        not null primary key,
    value      bytea       not null,
    created_at timestamptz not null default now(),

    constraint secrets_are_long_enough check (octet_length(value) >= 32)
);

comment on table ops.secrets is
$$Keys for signatures and encryption, generated at deploy, readable by the owner alone.$$;
comment on column ops.secrets.name is $$What the key is for.$$;
comment on column ops.secrets.value is $$The key, 32 random bytes.$$;
comment on column ops.secrets.created_at is $$When it was generated.$$;

commit;
