-- Test social.social_accounts: columns, keys, checks, secrecy, the triggers.
begin;
select plan(16);

select results_eq(
    $$ select test.columns('social.social_accounts') $$,
    $$ values ('id integer not null default nextval(''social.social_accounts_id_seq''::regclass)'),
              ('platform character varying(50) not null default ''instagram''::character varying'),
              ('account_name character varying(100) not null'),
              ('account_id character varying(100)'),
              ('access_token text'),
              ('refresh_token text'),
              ('token_expires_at timestamp with time zone'),
              ('is_active boolean not null default true'),
              ('configuration jsonb not null default ''{}''::jsonb'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('social.social_accounts') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (platform, account_name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('social.social_accounts') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select id, platform, account_name, account_id, token_expires_at, is_active, configuration,
              created_at, updated_at
         from social.social_accounts $$, 'a reader may read which accounts there are');
reset role;
set local role aquascene_admin;
select throws_ok(
    format('select %I from social.social_accounts', c.name), '42501', null,
    format('an admin may not read the %s', c.name))
  from (values ('access_token'), ('refresh_token')) as c (name);
select throws_ok(
    $$ update social.social_accounts set is_active = true $$, '42501', null,
    'an admin may not write');
reset role;

set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;
insert into social.social_accounts (account_name, access_token, refresh_token)
values ('aqua', E'-----BEGIN PGP MESSAGE-----\n1', E'-----BEGIN PGP MESSAGE-----\n2');
select throws_like(
    format('update social.social_accounts set %s', c.change),
    format('%%"social_accounts_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('platform_is_known', $$platform = 'elsewhere'$$),
               ('tokens_are_encrypted', $$access_token = 'plain'$$),
               ('tokens_are_encrypted', $$refresh_token = 'plain'$$),
               ('tokens_are_encrypted', $$access_token = 'plain', refresh_token = null$$),
               ('tokens_are_encrypted', $$access_token = null, refresh_token = 'plain'$$),
               ('configuration_is_an_object', $$configuration = '[]'$$)) as c (name, change);

select test.travel_to('2030-05-06 07:08Z');
update social.social_accounts
   set access_token = E'-----BEGIN PGP MESSAGE-----\n3', refresh_token = null;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at') from social.social_accounts;
delete from social.social_accounts;
select results_eq(
    $$ select l.action, l.table_name, l.old_data ->> 'access_token',
              l.new_data ->> 'access_token', l.old_data ->> 'refresh_token',
              l.new_data ->> 'refresh_token'
         from audit.audit_log as l order by l.action $$,
    $$ values ('delete', 'social.social_accounts', '(secret)', null, null, null),
              ('insert', 'social.social_accounts', null, '(secret)', null, '(secret)'),
              ('update', 'social.social_accounts', '(secret)', '(secret)', '(secret)', null) $$,
    'should audit every change, and no token');
select is_empty(
    $$ select from audit.audit_log
        where old_data::text ~ 'PGP' or new_data::text ~ 'PGP'
           or record_id is distinct from coalesce(old_data, new_data) ->> 'id'
              and action <> 'update' $$,
    'should audit under the id, and no token under another name');

select * from finish();
rollback;
