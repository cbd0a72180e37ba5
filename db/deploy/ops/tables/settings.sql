-- Deploy aquascene:ops/tables/settings to pg
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.settings (
    key         text        not null primary key,
    value       jsonb       not null,
    description text        not null,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),

    constraint settings_key_has_a_domain check (key ~ '^[a-z]+\.[a-z][a-z0-9_]*$')
);

create trigger updated_at before update on ops.settings
    for each row execute function ops.set_updated_at();

comment on table ops.settings is
$$Settings of the engine: one row each, read by ops.setting, changed by ops.set_setting.$$;
comment on column ops.settings.key is $$Domain and name, such as content.max_attempts.$$;
comment on column ops.settings.value is $$The value; its JSON type never changes.$$;
comment on column ops.settings.description is $$What it does, in which unit, and what it may be.$$;
comment on column ops.settings.created_at is $$When the setting came into being.$$;
comment on column ops.settings.updated_at is $$When the value was last changed.$$;

grant select on ops.settings to aquascene_reader;

commit;
