-- Test audience.normalize_email: an address in the form in which it is known once.
begin;
select plan(40);

select is(audience.normalize_email(e.email), e.normal,
          format('should make %s of %s', coalesce(e.normal, 'nothing'), e.email))
  from (values
            ('ada@example.com', 'ada@example.com'), ('Ada@EXAMPLE.com', 'ada@example.com'),
            (E' ada@example.com\n', 'ada@example.com'), ('ada+tag@example.com',
                'ada+tag@example.com'),
            ('a.b-c_d@mail.example.co.uk', 'a.b-c_d@mail.example.co.uk'),
            ('o''brien@example.org', 'o''brien@example.org'), ('a@x.museum', 'a@x.museum'),
            ('ada@bücher.example', 'ada@xn--bcher-kva.example'),
            ('ada@XN--bcher-kva.example', 'ada@xn--bcher-kva.example'),
            ('ada@例え.example', 'ada@xn--r8jz45g.example'),
            ('ada@example.рф', 'ada@example.xn--p1ai'),
            (null, null), ('', null), ('ada', null), ('@example.com', null), ('ada@', null),
            ('ada@example', null), ('ada@.com', null), ('ada@example..com', null),
            ('ada@example.com.', null), ('ada@-example.com', null), ('ada@exam_ple.com', null),
            ('ada@192.0.2.1', null), ('ada@[192.0.2.1]', null), ('ada@example.c', null),
            ('a@b@example.com', null), ('.ada@example.com', null), ('ada.@example.com', null),
            ('a..b@example.com', null), ('"ada"@example.com', null), ('a b@example.com', null),
            ('Ada <ada@example.com>', null), ('ada@example.com, b@example.com', null),
            ('аda@example.com', null), (E'ada\u200b@example.com', null),
            ('mailto:ada@example.com,', null)
       ) as e (email, normal);
select is(audience.normalize_email(repeat('x', 65) || '@example.com'), null,
          'should refuse 65 characters before the @');
select is(audience.normalize_email('x@' || repeat('a.', 126) || 'com'), null,
          'should refuse more than 254 characters');
select is(audience.normalize_email(repeat('x', 1000000)), null, 'should refuse a million at once');

set local role aquascene_reader;
select is(audience.normalize_email('ADA@bücher.example'), 'ada@xn--bcher-kva.example',
          'should work for whom it is granted to');
reset role;

select * from finish();
rollback;
