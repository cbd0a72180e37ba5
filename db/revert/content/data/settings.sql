-- Revert aquascene:content/data/settings from pg

begin;
set local role aquascene_owner;

delete from ops.settings where key like 'content.%' or key like 'generation.%'
    or key like 'workflow.%';

commit;
