-- Deploy aquascene:admin/tables/totp_secrets to pg
-- requires: admin/tables/admin_users
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.totp_secrets (
    user_id         uuid        not null primary key
                    references admin.admin_users (id) on delete cascade,
    secret          bytea       not null,
    last_step       bigint      not null default 0,
    recovery_hashes text[]      not null default '{}',
    confirmed_at    timestamptz,
    created_at      timestamptz not null default now()
);

comment on table admin.totp_secrets is
$$The second factor of people: codes by time (RFC 6238) from an authenticator app.$$;
comment on column admin.totp_secrets.user_id is $$Whose it is.$$;
comment on column admin.totp_secrets.secret is
$$The secret that the app shares, encrypted (pgp_sym_encrypt_bytea).$$;
comment on column admin.totp_secrets.last_step is
$$The step of 30 seconds of the last code taken: a code is good once.$$;
comment on column admin.totp_secrets.recovery_hashes is
$$SHA-256 of the recovery codes that are left; each is good once.$$;
comment on column admin.totp_secrets.confirmed_at is
$$When the person gave the first code; null = not yet, and no code is asked for.$$;
comment on column admin.totp_secrets.created_at is $$When the secret was made.$$;

do $audit$
begin
    perform audit._watch('admin.totp_secrets', 'user_id', 'secret,recovery_hashes', 'last_step');
end;
$audit$;

commit;
