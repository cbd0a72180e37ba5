-- Deploy aquascene:admin/data/role_permissions to pg
-- requires: admin/tables/role_permissions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

insert into admin.role_permissions (role, permission)
select r.role, p.permission
  from (values
        ('analytics.read', array['admin', 'editor', 'author', 'analyst']),
        ('content.write', array['admin', 'editor', 'author']),
        ('content.review', array['admin', 'editor']),
        ('content.publish', array['admin', 'editor']),
        ('content.override', array['admin']),
        ('newsletter.write', array['admin', 'editor', 'author']),
        ('newsletter.review', array['admin', 'editor']),
        ('newsletter.send', array['admin', 'editor']),
        ('audience.manage', array['admin', 'editor']),
        ('social.write', array['admin', 'editor', 'author']),
        ('scraping.manage', array['admin', 'editor']),
        ('settings.manage', array['admin']),
        ('users.manage', array['admin'])
       ) as p (permission, roles)
 cross join lateral unnest(p.roles) as r (role);

commit;
