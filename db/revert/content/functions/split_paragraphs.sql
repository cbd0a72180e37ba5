-- Revert aquascene:content/functions/split_paragraphs from pg

begin;
set local role aquascene_owner;

drop function content._split_paragraphs;

commit;
