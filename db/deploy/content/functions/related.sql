-- Deploy aquascene:content/functions/related to pg
-- requires: content/functions/index_search

begin;
set local role aquascene_owner;
commit;
