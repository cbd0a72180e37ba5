-- Deploy aquascene:admin/functions/create_user to pg
-- requires: admin/tables/admin_users
-- requires: admin/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;

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
declare
    _min_length constant integer := ops.setting('admin.min_password_length')::integer;
    _id         uuid;
begin
    if create_user.username !~ '^[a-z0-9][a-z0-9._-]{1,99}$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('username %L is not a plain name', create_user.username),
            hint    = 'Use 2 to 100 lower-case letters, digits, dots, dashes and underscores.';
    end if;
    if create_user.email !~ '^[^@\s]+@[^@\s]+$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is not an e-mail address', create_user.email),
            hint    = 'Give an address such as jo@example.com.';
    end if;
    if length(create_user.password) < _min_length or octet_length(create_user.password) > 72 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('the password has %s characters', length(create_user.password)),
            hint    = format('Use at least %s characters and at most 72 bytes.', _min_length);
    end if;
    if create_user.role not in ('admin', 'editor', 'author', 'analyst') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no role %L', create_user.role),
            hint    = 'Roles are admin, editor, author and analyst.';
    end if;

    insert into admin.admin_users (username, email, password_hash, first_name, last_name, role)
    values (create_user.username, lower(create_user.email),
            public.crypt(create_user.password,
                         public.gen_salt('bf', ops.setting('admin.bcrypt_cost')::integer)),
            create_user.first_name, create_user.last_name, create_user.role)
    returning id into _id;
    return _id;
end;
$function$;

comment on function admin.create_user is
$$Makes an account and returns its id.

username, email: unique. password: stored as bcrypt. role: admin, editor, author or analyst.
Errors: 22023 a bad name, address, password or role; 23505 name or address taken; 23502 one of them
is null; 22001 one of them is too long. Writes: admin.admin_users (audited).$$;

revoke execute on function admin.create_user from public;
grant execute on function admin.create_user to aquascene_admin;

commit;
