-- Deploy aquascene:admin/tables/role_permissions to pg
-- requires: admin/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table admin.role_permissions (
    role       text not null,
    permission text not null,

    primary key (role, permission),
    constraint role_permissions_role_is_known
        check (role in ('admin', 'editor', 'author', 'analyst')),
    constraint role_permissions_permission_is_a_name check (permission ~ '^[a-z]+\.[a-z_]+$')
);

comment on table admin.role_permissions is $$The permissions of each role of admin users.$$;
comment on column admin.role_permissions.role is $$A value of admin_users.role.$$;
comment on column admin.role_permissions.permission is
$$What the role may do, as admin.require names it.$$;

grant select on admin.role_permissions to aquascene_reader;

commit;
