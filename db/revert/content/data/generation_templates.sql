-- Revert aquascene:content/data/generation_templates from pg

begin;
set local role aquascene_owner;

delete from content.generation_templates
 where name in ('newsletter_article', 'how_to_guide', 'product_review', 'community_showcase',
                'instagram_caption', 'digest');

commit;
