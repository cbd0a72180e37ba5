-- pgTAP for {{change}}: metadata, privileges, the good path, each documented error, edges.
begin;
select plan(1);

select fail('TODO: test {{change}}');

select * from finish();
rollback;
