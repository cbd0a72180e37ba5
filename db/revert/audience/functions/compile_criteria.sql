-- Revert aquascene:audience/functions/compile_criteria from pg

begin;
set local role aquascene_owner;

drop function audience._segment_source;
drop function audience.compile_criteria;
drop function audience._compile;
drop function audience._compile_node;
drop function audience._compile_leaf;
drop function audience._criterion_tests;
drop function audience._member_criterion;
drop function audience._criterion;
drop function audience._criterion_value;

commit;
