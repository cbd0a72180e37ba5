-- Deploy aquascene:newsletter/functions/keep_template_version to pg
-- requires: newsletter/functions/template_parents
-- requires: admin/functions/act_as

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._keep_template_version()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    if tg_op = 'UPDATE'
       and (old.name, old.html_template, old.text_template, old.default_subject, old.preheader,
            old.variables)
           is not distinct from
           (new.name, new.html_template, new.text_template, new.default_subject, new.preheader,
            new.variables)
    then
        return null;
    end if;
    -- Two saves at once queue up at the row of the template.
    insert into newsletter.newsletter_template_versions (
        template_id, version, name, html_template, text_template, default_subject, preheader,
        variables, parents, saved_by, saved_at)
    select new.id, coalesce(max(v.version), 0) + 1, new.name, new.html_template,
           new.text_template, new.default_subject, new.preheader, new.variables,
           array(select p.name
                   from newsletter._template_parents(
                            array[new.html_template, new.text_template]) as p
                  where p.name is not null
                  order by p.name),
           ops._actor(), ops.now()
      from newsletter.newsletter_template_versions as v
     where v.template_id = new.id;
    return null;
end;
$function$;

comment on function newsletter._keep_template_version is
$$Trigger, after insert or update for each row: keeps what a template has become as its next
version. Errors: 28000 somebody set aquascene.user_id by hand.$$;

revoke execute on function newsletter._keep_template_version from public;

create trigger keep_version after insert or update on newsletter.newsletter_templates
    for each row execute function newsletter._keep_template_version();

commit;
