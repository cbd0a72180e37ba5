-- Deploy aquascene:newsletter/functions/set_smtp_account to pg
-- requires: newsletter/tables/smtp_accounts
-- requires: newsletter/tables/sending_limits
-- requires: admin/triggers/audited
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.set_smtp_account(
    name      text,
    url       text,
    weight    integer default 1,
    is_active boolean default true
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('settings.manage');
    if coalesce(set_smtp_account.name, '') !~ '^[a-z][a-z0-9_]{0,49}$' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('account name %L is no word', set_smtp_account.name),
            hint    = 'Small letters, digits and _, at most 50, a letter first.';
    end if;
    if coalesce(set_smtp_account.url, '')
           !~ '^smtps?://([^/@:[:space:]]+@)?[^/@[:space:]]{1,250}$'
    then
        raise exception using                   -- not shown: it may hold a password
            errcode = 'invalid_parameter_value',
            message = format('the URL of account %s is none of a mail server',
                             set_smtp_account.name),
            hint    = 'Write smtp://user@host:port or smtps://…, without a password.';
    end if;
    if set_smtp_account.weight > 0 is not true or set_smtp_account.is_active is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('weight %s is not positive, or is_active is null',
                             coalesce(set_smtp_account.weight::text, 'null')),
            hint    = 'An account that is not to be used is one with is_active => false.';
    end if;

    insert into newsletter.smtp_accounts as a (name, url, weight, is_active)
    values (set_smtp_account.name, set_smtp_account.url, set_smtp_account.weight,
            set_smtp_account.is_active)
    on conflict on constraint smtp_accounts_pkey do update
       set url = excluded.url, weight = excluded.weight, is_active = excluded.is_active,
           failure_count = 0, retry_at = null;
end;
$function$;

comment on function newsletter.set_smtp_account is
$$Adds a mail server, or changes it and has it tried again.

name: a word; workers have its password as AQUASCENE_SMTP_PASSWORD_<NAME>. url:
smtp://user@host:port or smtps://…, without a password. weight: its share of the messages beside the
weights of the others. is_active: whether workers use it. A person who acts needs settings.manage.
Errors: 28000 nobody acts; 42501 the permission is missing; 22023 one of these is none.
Writes: newsletter.smtp_accounts (audited).$$;

revoke execute on function newsletter.set_smtp_account from public;
grant execute on function newsletter.set_smtp_account to aquascene_admin;

create or replace function newsletter.set_sending_limit(
    kind           text,
    name           text,
    per_second     double precision default null,
    per_hour       integer default null,
    per_day        integer default null,
    warm_up_from   date default null,
    warm_up_start  integer default null,
    warm_up_factor double precision default null
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin._check_permission('settings.manage');
    if set_sending_limit.kind is distinct from 'domain'
        and not exists (select from newsletter.smtp_accounts as a
                         where a.name = set_sending_limit.name
                           and set_sending_limit.kind = 'account')
        or coalesce(set_sending_limit.name, '') !~ '^[a-z0-9_.-]{1,253}$'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('there is no %s %L to limit',
                             coalesce(set_sending_limit.kind, 'null'), set_sending_limit.name),
            hint    = 'kind is account, with a name of newsletter.smtp_accounts, or domain, with '
                      'what follows the @, in small letters, IDN as xn--….';
    end if;
    if least(set_sending_limit.per_second, set_sending_limit.per_hour, set_sending_limit.per_day,
             set_sending_limit.warm_up_start) <= 0
        or set_sending_limit.per_second not between 0.001 and 1000000
        or set_sending_limit.warm_up_factor not between 1 and 100
        or num_nulls(set_sending_limit.warm_up_from, set_sending_limit.warm_up_start,
                     set_sending_limit.warm_up_factor) in (1, 2)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a limit is not positive, or the warm-up is not whole',
            hint    = 'A warm-up takes warm_up_from, warm_up_start (above 0) and warm_up_factor '
                      '(1 to 100); null is no limit.';
    end if;

    if num_nonnulls(set_sending_limit.per_second, set_sending_limit.per_hour,
                    set_sending_limit.per_day, set_sending_limit.warm_up_from) = 0
    then
        delete from newsletter.sending_limits as l
         where l.kind = set_sending_limit.kind and l.name = set_sending_limit.name;
        return;
    end if;
    insert into newsletter.sending_limits as l (
        kind, name, per_second, per_hour, per_day, warm_up_from, warm_up_start, warm_up_factor)
    values (set_sending_limit.kind, set_sending_limit.name, set_sending_limit.per_second,
            set_sending_limit.per_hour, set_sending_limit.per_day,
            set_sending_limit.warm_up_from, set_sending_limit.warm_up_start,
            set_sending_limit.warm_up_factor)
    on conflict on constraint sending_limits_pkey do update
       set per_second = excluded.per_second, per_hour = excluded.per_hour,
           per_day = excluded.per_day, warm_up_from = excluded.warm_up_from,
           warm_up_start = excluded.warm_up_start, warm_up_factor = excluded.warm_up_factor;
end;
$function$;

comment on function newsletter.set_sending_limit is
$$Limits what an account sends, or what a domain is sent, by all workers together, from the next
claim on; without any limit it removes what there was.

kind: account or domain. name: of newsletter.smtp_accounts, or what follows the @ of recipients.
per_second, per_hour, per_day (24 hours): messages; null = any. An account sends as fast as it may;
to a domain messages go evenly. warm_up_from, warm_up_start, warm_up_factor: a limit of the day that
starts with so many messages and grows by the factor each day. A person who acts needs
settings.manage. Errors: 28000 nobody acts; 42501 the permission is missing; 22023 no such account
or kind, a limit that is not positive, or half a warm-up. Writes: newsletter.sending_limits
(audited).$$;

revoke execute on function newsletter.set_sending_limit from public;
grant execute on function newsletter.set_sending_limit to aquascene_admin;

commit;
