-- Deploy aquascene:social/tables/social_accounts to pg
-- requires: social/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table social.social_accounts (
    id               serial       not null primary key,
    platform         varchar(50)  not null default 'instagram',
    account_name     varchar(100) not null,
    account_id       varchar(100),
    access_token     text,
    refresh_token    text,
    token_expires_at timestamptz,
    is_active        boolean      not null default true,
    configuration    jsonb        not null default '{}',
    created_at       timestamptz  not null default now(),
    updated_at       timestamptz  not null default now(),

    constraint social_accounts_are_known_once unique (platform, account_name),
    constraint social_accounts_platform_is_known check (platform in ('instagram')),
    constraint social_accounts_tokens_are_encrypted check (
        access_token like '-----BEGIN PGP MESSAGE-----%'
        and refresh_token like '-----BEGIN PGP MESSAGE-----%'),
    constraint social_accounts_configuration_is_an_object
        check (jsonb_typeof(configuration) = 'object')
);
grant select (id, platform, account_name, account_id, token_expires_at, is_active, configuration,
              created_at, updated_at)
    on social.social_accounts to aquascene_reader;

create trigger updated_at before update on social.social_accounts
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch('social.social_accounts', 'id', 'access_token,refresh_token', '');
end;
$audit$;

comment on table social.social_accounts is
$$Accounts on social platforms; their tokens are encrypted and for the owner's functions alone.$$;
comment on column social.social_accounts.id is $$Identity of the account.$$;
comment on column social.social_accounts.platform is $$instagram.$$;
comment on column social.social_accounts.account_name is $$Name on the platform.$$;
comment on column social.social_accounts.account_id is $$Id on the platform.$$;
comment on column social.social_accounts.access_token is
$$Encrypted (pgp_sym_encrypt, armored); never readable through a view or the audit log.$$;
comment on column social.social_accounts.refresh_token is $$Encrypted likewise.$$;
comment on column social.social_accounts.token_expires_at is $$When the access token expires.$$;
comment on column social.social_accounts.is_active is $$Whether it is posted to.$$;
comment on column social.social_accounts.configuration is $$Anything the platform needs.$$;
comment on column social.social_accounts.created_at is $$When it was added.$$;
comment on column social.social_accounts.updated_at is $$When it was last changed.$$;

commit;
