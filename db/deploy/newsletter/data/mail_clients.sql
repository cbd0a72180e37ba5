-- Deploy aquascene:newsletter/data/mail_clients to pg
-- requires: newsletter/tables/mail_clients

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- A proxy that loads pictures beforehand names itself, or nothing but Mozilla/5.0.
insert into newsletter.mail_clients (position, pattern, is_whole, client, is_machine)
values
    (10, '', true, 'no name', true),
    (20, 'mozilla/5.0', true, 'Apple Mail Privacy', true),
    (30, 'googleimageproxy', false, 'Gmail proxy', true),
    (40, 'yahoomailproxy', false, 'Yahoo proxy', true),
    (50, 'barracuda', false, 'scanner', true),
    (60, 'mimecast', false, 'scanner', true),
    (70, 'proofpoint', false, 'scanner', true),
    (80, 'existence discovery', false, 'scanner', true),
    (90, 'safelinks', false, 'scanner', true),
    (100, 'scanner', false, 'scanner', true),
    (110, 'bot', false, 'scanner', true),
    (120, 'crawler', false, 'scanner', true),
    (130, 'spider', false, 'scanner', true),
    (140, 'headless', false, 'scanner', true),
    (150, 'preview', false, 'scanner', true),
    (160, 'curl/', false, 'scanner', true),
    (170, 'wget/', false, 'scanner', true),
    (180, 'python', false, 'scanner', true),
    (190, 'go-http-client', false, 'scanner', true),
    (200, 'java/', false, 'scanner', true),
    (210, 'okhttp', false, 'scanner', true),
    (220, 'thunderbird', false, 'Thunderbird', false),
    (230, 'microsoft outlook', false, 'Outlook', false),
    (240, 'msoffice', false, 'Outlook', false),
    (250, 'iphone', false, 'iPhone', false),
    (260, 'ipad', false, 'iPad', false),
    (270, 'android', false, 'Android', false),
    (280, 'macintosh', false, 'Mac', false),
    (290, 'windows', false, 'Windows', false),
    (300, 'linux', false, 'Linux', false);

commit;
