-- Revert aquascene:content/functions/seo_checks from pg

begin;
set local role aquascene_owner;

drop function content._seo_score;
drop function content._seo_checks;
drop function content._seo_keyword;
drop function content._keyword_places;
drop function content._width;
drop function content._markup;

commit;
