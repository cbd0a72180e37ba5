-- Deploy aquascene:ops/functions/verify_token to pg
-- requires: ops/functions/sign_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._verify_token(purpose text, token text)
returns bytea
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _key     bytea;
    _bytes   bytea;
    _payload bytea;
begin
    -- 4 characters carry 3 bytes: a length of 4n + 1 cannot be. Longer than any token we make is
    -- refused before it costs anything.
    if length(_verify_token.token) between 22 and 400
        and length(_verify_token.token) % 4 <> 1
        and _verify_token.token ~ '^[A-Za-z0-9_-]+$'
    then
        _bytes := decode(
            rpad(translate(_verify_token.token, '-_', '+/'),
                 (length(_verify_token.token) + 3) / 4 * 4, '='),
            'base64');
        _payload := substring(_bytes from 1 for octet_length(_bytes) - 16);
        -- As ops._secret, without the cost of a call: each event that comes in is verified.
        select s.value into _key from ops.secrets as s where s.name = 'token';
        -- Whatever bits differ, they are all counted: the time it takes tells nothing about them.
        if bit_count(('x' || encode(ops._signature(_verify_token.purpose, _payload, _key),
                                    'hex'))::bit(128)
                     # ('x' || encode(substring(_bytes from octet_length(_bytes) - 15),
                                      'hex'))::bit(128)) is distinct from 0
        then
            -- Not by today's key; by one that was replaced? Who got mail may leave for ever.
            select o.value into _key
              from ops.old_secrets as o
             where o.name = 'token'
               and (o.expires_at > ops.now() or _verify_token.purpose = 'unsubscribe')
               and bit_count(('x' || encode(ops._signature(_verify_token.purpose, _payload,
                                                           o.value), 'hex'))::bit(128)
                             # ('x' || encode(substring(_bytes from octet_length(_bytes) - 15),
                                              'hex'))::bit(128)) = 0
             limit 1;
        end if;
        if _key is not null then
            if length(_verify_token.token) % 4 = 0 then
                return _payload;
            elsif _verify_token.token = ops._signed(_verify_token.purpose, _payload, _key) then
                return _payload;            -- of the bits left over at the end one spelling counts
            end if;
        end if;
    end if;

    raise exception using
        errcode = 'invalid_parameter_value',
        message = format('not a valid %s token', _verify_token.purpose),
        hint    = 'Use the link exactly as it was sent.';
end;
$function$;

comment on function ops._verify_token is
$$Returns the payload of a token made by ops._sign_token for the same purpose, with the key of today
or one that was replaced (ops.rotate_secret) and is still valid; for unsubscribe, any that is kept.

Errors: 22023 forged, damaged, or made for another purpose.$$;

revoke execute on function ops._verify_token from public;

commit;
