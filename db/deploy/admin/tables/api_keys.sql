-- Deploy aquascene:admin/tables/api_keys to pg
-- requires: admin/tables/admin_users
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.api_keys (
    id           uuid        not null default gen_random_uuid() primary key,
    user_id      uuid        not null references admin.admin_users (id) on delete cascade,
    name         text        not null,
    prefix       text        not null,
    key_hash     text        not null unique,
    scopes       text[]      not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz not null default now(),

    constraint api_keys_name_is_short check (length(name) between 1 and 100),
    constraint api_keys_hash_is_a_hash check (key_hash ~ '^[0-9a-f]{64}$'),
    constraint api_keys_have_scopes check (cardinality(scopes) > 0),
    constraint api_keys_expire_after_they_are_made check (expires_at > created_at)
);
create index api_keys_user_id_idx on admin.api_keys (user_id);
grant select (id, user_id, name, prefix, scopes, expires_at, revoked_at, last_used_at, created_at)
    on admin.api_keys to aquascene_reader;

comment on table admin.api_keys is
$$Keys by which programs act for a person, within the scopes of the key.$$;
comment on column admin.api_keys.id is $$Identity of the key.$$;
comment on column admin.api_keys.user_id is $$For whom the program acts.$$;
comment on column admin.api_keys.name is $$What the key is for.$$;
comment on column admin.api_keys.prefix is $$How the key begins, to recognise it by.$$;
comment on column admin.api_keys.key_hash is
$$SHA-256 of the key, hexadecimal; the key itself is not stored.$$;
comment on column admin.api_keys.scopes is
$$Permissions that the key may use, as far as its owner holds them at the time.$$;
comment on column admin.api_keys.expires_at is $$When it ends.$$;
comment on column admin.api_keys.revoked_at is $$When it was revoked; null = it was not.$$;
comment on column admin.api_keys.last_used_at is $$When it was last used, to the minute.$$;
comment on column admin.api_keys.created_at is $$When it was made.$$;
comment on index admin.api_keys_user_id_idx is
$$Used to revoke every key of a person, and by the foreign key.$$;

do $audit$
begin
    perform audit._watch('admin.api_keys', 'id', 'key_hash', 'last_used_at');
end;
$audit$;

commit;
