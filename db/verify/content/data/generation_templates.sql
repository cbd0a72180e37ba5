-- Verify aquascene:content/data/generation_templates on pg

begin;

select 1 / (count(*) = 6)::int
  from content.generation_templates
 where name in ('newsletter_article', 'how_to_guide', 'product_review', 'community_showcase',
                'instagram_caption', 'digest');

rollback;
