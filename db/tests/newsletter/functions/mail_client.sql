-- Test newsletter.mail_client: what a program calls itself.
begin;
select plan(15);

select results_eq(
    format('select * from newsletter.mail_client(%L)', a.agent),
    format('values (%L::text, %L::boolean)', a.client, a.is_machine), a.what)
  from (values
            (null, null, false, 'should say nothing of nothing'),
            ('', 'no name', true, 'should take a program without a name for a machine'),
            ('  ', 'no name', true, 'or of spaces'),
            ('Mozilla/5.0', 'Apple Mail Privacy', true, 'should know a privacy proxy'),
            ('Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 '
             '(via ggpht.com GoogleImageProxy)', 'Gmail proxy', true,
             'should know a proxy that calls itself a browser'),
            ('YahooMailProxy; https://example.com', 'Yahoo proxy', true, 'and another'),
            ('Mozilla/5.0 (compatible; SomeBot/2.1)', 'scanner', true, 'should know a robot'),
            ('python-requests/2.31', 'scanner', true, 'should know a script'),
            ('CURL/8.0', 'scanner', true, 'whatever its case'),
            ('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0',
             'Thunderbird', false, 'should know a mail program before its system'),
            ('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15',
             'iPhone', false, 'should know a telephone'),
            ('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36', 'Android', false, 'another'),
            ('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'Windows', false,
             'should know a browser by its system'),
            ('NetNewsWire', null, false, 'should take whom nobody knows for a reader'),
            (repeat('x', 1000000) || 'bot', null, false, 'should read 1,000 characters')
       ) as a (agent, client, is_machine, what);

select * from finish();
rollback;
