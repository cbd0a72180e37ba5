-- Deploy aquascene:admin/data/settings to pg
-- requires: ops/tables/settings

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into ops.settings (key, value, description)
values
    ('admin.bcrypt_cost', '12',
     'Cost of a password hash, 4 to 31: each step doubles the time (12: a quarter of a second).'),
    ('admin.min_password_length', '12', 'Characters that a password must have at least.'),
    ('admin.login_tries', '5',
     'Wrong passwords in a row for a name before each further try has to wait.'),
    ('admin.login_tries_per_address', '20',
     'Wrong passwords in a row from an address before each further try has to wait.'),
    ('admin.login_delay', '"1 second"',
     'Interval to wait after the first try too many; it doubles with each further one.'),
    ('admin.login_max_delay', '"15 minutes"', 'Interval that the wait does not exceed.'),
    ('admin.login_memory', '"1 day"',
     'Interval without a wrong password after which the earlier ones are forgotten.'),
    ('admin.login_hashes', '2',
     'Passwords compared at once for people from unknown addresses: a core is busy with each.'),
    ('admin.known_address', '"90 days"',
     'Interval for which an address that somebody signed in from has tries of its own.'),
    ('admin.session_idle', '"12 hours"', 'Interval without use after which a session ends.'),
    ('admin.session_length', '"30 days"', 'Interval after which a session ends in any case.'),
    ('admin.reset_within', '"1 hour"', 'Interval in which a password can be reset by a link.'),
    ('admin.reset_pause', '"5 minutes"', 'Least interval between two such links for a person.'),
    ('admin.totp_issuer', '"AquaScene"', 'What an authenticator app calls this engine.');

commit;
