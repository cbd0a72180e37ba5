-- Deploy aquascene:admin/functions/create_user to pg
-- requires: admin/functions/password
-- requires: admin/functions/require
-- requires: admin/functions/found_user

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._create_user(
    username   text,
    email      text,
    password   text,
    role       text,
    first_name text,
    last_name  text
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _id uuid;
begin
    if _create_user.username !~ '^[a-z0-9][a-z0-9._-]{1,99}$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('username %L is not a plain name', _create_user.username),
            hint    = 'Use 2 to 100 lower-case letters, digits, dots, dashes and underscores.';
    end if;
    if _create_user.email !~ '^[^@\s]+@[^@\s]+$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not an e-mail address', _create_user.email),
            hint    = 'Give an address such as jo@example.com.';
    end if;
    perform admin._check_password(_create_user.password, _create_user.username);
    if _create_user.role not in ('admin', 'editor', 'author', 'analyst') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no role %L', _create_user.role),
            hint    = 'Roles are admin, editor, author and analyst.';
    end if;

    insert into admin.admin_users (username, email, password_hash, first_name, last_name, role)
    values (_create_user.username, lower(_create_user.email),
            admin._password_hash(_create_user.password), _create_user.first_name,
            _create_user.last_name, _create_user.role)
    returning id into _id;
    return _id;
end;
$function$;

comment on function admin._create_user is
$$Makes an account and returns its id.

As admin.create_user, whoever asks. Errors: 22023 a bad name, address, password or role; 23505 name
or address taken; 23502 one of them is null; 22001 one of them is too long.
Writes: admin.admin_users (audited).$$;

revoke execute on function admin._create_user from public;

create or replace function admin.create_user(
    username   text,
    email      text,
    password   text,
    role       text,
    first_name text default null,
    last_name  text default null
)
returns uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('users.manage');
    return admin._create_user(create_user.username, create_user.email, create_user.password,
                              create_user.role, create_user.first_name, create_user.last_name);
end;
$function$;

comment on function admin.create_user is
$$Makes an account and returns its id.

username, email: unique. password: stored as bcrypt. role: admin, editor, author or analyst. Needs
users.manage; the first admin is made by admin.create_first_admin. Errors: 22023 a bad name,
address, password or role; 23505 name or address taken; 23502 one of them is null; 22001 one of them
is too long; 28000 nobody acts; 42501 the permission is missing.
Writes: admin.admin_users (audited).$$;

revoke execute on function admin.create_user from public;
grant execute on function admin.create_user to aquascene_admin;

create or replace function admin.create_first_admin(
    username   text,
    email      text,
    password   text,
    first_name text default null,
    last_name  text default null
)
returns uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._lock_admins();           -- of two at once, one is the first
    if exists (select from admin.admin_users as u
                where u.is_active and (u.role = 'admin' or u.is_superuser))
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'there is an admin already',
            hint    = 'Act as that person, and call admin.create_user.';
    end if;
    return admin._create_user(
        create_first_admin.username, create_first_admin.email, create_first_admin.password,
        'admin', create_first_admin.first_name, create_first_admin.last_name);
end;
$function$;

comment on function admin.create_first_admin is
$$Makes the account of the first admin, while there is none that is active, and returns its id.

username, email, password: as for admin.create_user. Errors: 22023 a bad name, address or password;
23505 name or address taken; 23502 one of them is null; 22001 one of them is too long; 55000 there
is an active admin. Writes: admin.admin_users (audited).$$;

revoke execute on function admin.create_first_admin from public;
grant execute on function admin.create_first_admin to aquascene_admin;

commit;
