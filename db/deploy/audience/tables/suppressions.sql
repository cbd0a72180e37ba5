-- Deploy aquascene:audience/tables/suppressions to pg
-- requires: audience/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audience.suppressions (
    id           bigint      not null generated always as identity primary key,
    address_hash bytea unique,
    domain       text unique,
    reason       text        not null,
    created_at   timestamptz not null default now(),

    constraint suppressions_name_an_address_or_a_domain
        check (num_nonnulls(address_hash, domain) = 1),
    constraint suppressions_address_hash_is_sha256 check (octet_length(address_hash) = 32),
    constraint suppressions_domain_is_lower_case check (domain = lower(domain)),
    constraint suppressions_reason_is_known
        check (reason in ('bounce', 'complaint', 'erasure', 'manual'))
);

comment on table audience.suppressions is
$$Addresses and domains that get nothing, whatever is imported again.$$;
comment on column audience.suppressions.id is $$Identity of the entry.$$;
comment on column audience.suppressions.address_hash is
$$HMAC-SHA-256 of the address under a key of the database; survives erasure.$$;
comment on column audience.suppressions.domain is $$A whole domain, lower case.$$;
comment on column audience.suppressions.reason is $$bounce, complaint, erasure, manual.$$;
comment on column audience.suppressions.created_at is $$Since when.$$;

grant select on audience.suppressions to aquascene_reader;

commit;
