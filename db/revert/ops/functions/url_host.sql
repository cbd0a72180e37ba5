-- Revert aquascene:ops/functions/url_host from pg

begin;
set local role aquascene_owner;

drop function ops._url_host;
drop function ops._ascii_domain;
drop function ops._punycode;

commit;
