-- Deploy aquascene:admin/data/settings to pg
-- requires: ops/tables/settings

begin;
set local role aquascene_owner;

insert into ops.settings (key, value, description)
values
    ('admin.bcrypt_cost', '12',
     'Cost of a password hash, 4 to 31: each step doubles the time (12: a quarter of a second).'),
    ('admin.min_password_length', '12', 'Characters that a password must have at least.');

commit;
