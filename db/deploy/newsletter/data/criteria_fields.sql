-- Deploy aquascene:newsletter/data/criteria_fields to pg
-- requires: audience/tables/criteria_fields
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- By the issue's day, so that one partition of the ledger is read.
insert into audience.criteria_fields (name, kind, expression, lookup, description)
select v.name, 'issue',
       'exists (select from newsletter.newsletter_deliveries as d '
       'where d.issue_date = (select i.issue_date from newsletter.newsletter_issues as i '
       'where i.id = {value}) '
       'and d.issue_id = {value} and d.subscriber_id = s.id and ' || v.condition || ')',
       'exists (select from newsletter.newsletter_issues as i where i.id = {value})',
       v.description
  from (values ('received_issue', 'd.status = ''sent''',
                'The issue was sent to the person: its id.'),
               ('opened_issue', 'd.first_opened_at is not null',
                'The person opened the issue: its id.'),
               ('clicked_issue', 'd.first_clicked_at is not null',
                'The person clicked a link of the issue: its id.'))
       as v (name, condition, description);

commit;
