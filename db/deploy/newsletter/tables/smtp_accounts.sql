-- Deploy aquascene:newsletter/tables/smtp_accounts to pg
-- requires: newsletter/grants/schema
-- requires: ops/functions/set_updated_at
-- requires: audit/functions/record_change

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.smtp_accounts (
    name            varchar(50)  not null primary key,
    url             varchar(500) not null,
    weight          integer      not null default 1,
    is_active       boolean      not null default true,
    failure_count   integer      not null default 0,
    retry_at timestamptz,
    last_error      text,
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now(),

    constraint smtp_accounts_name_is_a_word check (name ~ '^[a-z][a-z0-9_]*$'),
    constraint smtp_accounts_url_holds_no_password
        check (url ~ '^smtps?://([^/@:[:space:]]+@)?[^/@[:space:]]+$'),
    constraint smtp_accounts_weight_is_positive check (weight > 0),
    constraint smtp_accounts_failure_count_is_a_count check (failure_count >= 0)
);

create trigger updated_at before update on newsletter.smtp_accounts
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch(
        'newsletter.smtp_accounts', 'name', '', 'failure_count,retry_at,last_error,updated_at');
end;
$audit$;

comment on table newsletter.smtp_accounts is
$$Mail servers that take our messages. Passwords are not here: workers have them.$$;
comment on column newsletter.smtp_accounts.name is
$$What it is called; a worker has its password as AQUASCENE_SMTP_PASSWORD_<NAME>.$$;
comment on column newsletter.smtp_accounts.url is
$$smtp://user@host:port, or smtps:// for TLS from the start; without a password.$$;
comment on column newsletter.smtp_accounts.weight is
$$Its share of the messages, beside the weights of the others.$$;
comment on column newsletter.smtp_accounts.is_active is $$Whether workers use it.$$;
comment on column newsletter.smtp_accounts.failure_count is
$$How many times in a row it could not be used.$$;
comment on column newsletter.smtp_accounts.retry_at is
$$Not tried before, since it could not be used.$$;
comment on column newsletter.smtp_accounts.last_error is $$Why it could not be used last.$$;
comment on column newsletter.smtp_accounts.created_at is $$When the row was written.$$;
comment on column newsletter.smtp_accounts.updated_at is $$When the row last changed.$$;

grant select on newsletter.smtp_accounts to aquascene_reader;

commit;
