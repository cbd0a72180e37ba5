-- Deploy aquascene:admin/tables/login_throttles to pg
-- requires: admin/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Half of each page is left free: a row is updated in place by every try.
create table admin.login_throttles (
    kind             text        not null,
    key              text        not null,
    try_count        integer     not null,
    last_tried_at    timestamptz not null,
    blocked_until_at timestamptz not null,

    primary key (kind, key),
    constraint login_throttles_kind_is_known check (kind in ('address', 'name', 'known', 'reset')),
    constraint login_throttles_try_count_is_a_count check (try_count >= 0)
)
with (fillfactor = 50);

comment on table admin.login_throttles is
$$How often somebody tried to sign in, and from when on the next try is let through.$$;
comment on column admin.login_throttles.kind is
$$address = from an address; name = for a name, from addresses that the person is not known at;
known = for a person from an address that the person is known at; reset = links to reset a person's
password.$$;
comment on column admin.login_throttles.key is
$$The address; the SHA-256 of the name; the person and the address; the person.$$;
comment on column admin.login_throttles.try_count is
$$Tries in a row without success: each is counted before the password is compared.$$;
comment on column admin.login_throttles.last_tried_at is $$When the last try was let through.$$;
comment on column admin.login_throttles.blocked_until_at is $$No try is let through before.$$;

commit;
