-- Deploy aquascene:admin/tables/admin_users to pg
-- requires: admin/grants/schema
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.admin_users (
    id                  uuid         not null default gen_random_uuid() primary key,
    username            varchar(100) not null unique,
    email               varchar(255) not null unique,
    password_hash       varchar(255) not null,
    first_name          varchar(100),
    last_name           varchar(100),
    role                varchar(30)  not null default 'author',
    permissions         jsonb        not null default '[]',
    is_active           boolean      not null default true,
    is_superuser        boolean      not null default false,
    last_login          timestamptz,
    password_changed_at timestamptz  not null default now(),
    created_at          timestamptz  not null default now(),
    updated_at          timestamptz  not null default now(),

    constraint admin_users_role_is_known check (role in ('admin', 'editor', 'author', 'analyst')),
    constraint admin_users_email_is_lower_case check (email = lower(email)),
    constraint admin_users_permissions_is_a_list check (jsonb_typeof(permissions) = 'array')
);
grant select (id, username, first_name, last_name, role, is_active, last_login, created_at,
              updated_at)
    on admin.admin_users to aquascene_reader;

create trigger updated_at before update on admin.admin_users
    for each row execute function ops.set_updated_at();

comment on table admin.admin_users is
$$People with an account: they write, review, publish, send, and read reports.$$;
comment on column admin.admin_users.id is $$Identity of the person.$$;
comment on column admin.admin_users.username is $$Name to sign in with.$$;
comment on column admin.admin_users.email is $$Address, lower case.$$;
comment on column admin.admin_users.password_hash is
$$bcrypt hash; never shown by a view nor written to the audit log.$$;
comment on column admin.admin_users.first_name is $$Given name.$$;
comment on column admin.admin_users.last_name is $$Family name.$$;
comment on column admin.admin_users.role is
$$admin = everything; editor = reviews, publishes, sends; author = writes; analyst = reads.$$;
comment on column admin.admin_users.permissions is
$$Permissions beyond the role's, a list of names.$$;
comment on column admin.admin_users.is_active is $$Whether the person may act.$$;
comment on column admin.admin_users.is_superuser is $$Whether every permission is held.$$;
comment on column admin.admin_users.last_login is $$When the person last signed in.$$;
comment on column admin.admin_users.password_changed_at is $$When the password was last changed.$$;
comment on column admin.admin_users.created_at is $$When the account was made.$$;
comment on column admin.admin_users.updated_at is $$When it was last changed.$$;

commit;
