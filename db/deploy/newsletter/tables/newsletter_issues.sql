-- Deploy aquascene:newsletter/tables/newsletter_issues to pg
-- requires: newsletter/tables/newsletter_templates
-- requires: admin/tables/admin_users
-- requires: ops/functions/enforce_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_issues (
    id                   uuid        not null default gen_random_uuid() primary key,
    issue_number         integer unique,
    template_type        varchar(50) not null,
    subject_line         text        not null,
    preview_text         text,
    content_ids          uuid[]      not null,
    personalization_data jsonb       not null default '{}',
    design_template      varchar(100)
        references newsletter.newsletter_templates (name) on update cascade,
    scheduled_for        timestamptz,
    sent_at              timestamptz,
    status               varchar(20) not null default 'draft',
    recipient_count      integer     not null default 0,
    metrics              jsonb       not null default '{}',
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now(),
    created_by           uuid references admin.admin_users (id),
    approved_by          uuid references admin.admin_users (id),
    approved_at          timestamptz,
    issue_date           date,
    content_types        text[]      not null default '{}',
    send_mode            text        not null default 'now',
    send_window          interval    not null default '1 day',
    is_uncapped          boolean     not null default false,
    unknown_policy       text        not null default 'keep',
    paused_at            timestamptz,
    pause_reason         text,
    template_versions    jsonb,
    subject_variants     text[]      not null default '{}',
    test_share           numeric(4, 3),
    test_metric          text,
    test_wait            interval,
    decide_at            timestamptz,
    winner               integer,
    winner_confidence    numeric(5, 4),
    is_public            boolean     not null default true,

    constraint newsletter_issues_send_mode_is_known
        check (send_mode in ('now', 'preferred_time', 'spread')),
    constraint newsletter_issues_send_window_is_an_hour_to_a_fortnight
        check (send_window between interval '1 hour' and interval '14 days'),
    constraint newsletter_issues_unknown_policy_is_known
        check (unknown_policy in ('keep', 'resend', 'assume_sent')),
    constraint newsletter_issues_paused_has_a_reason
        check ((paused_at is null) = (pause_reason is null)),
    constraint newsletter_issues_template_type_is_known check (
        template_type in ('weekly-digest', 'announcement', 'how-to-guide', 'community-showcase')),
    constraint newsletter_issues_status_is_known check (
        status in ('draft', 'review', 'approved', 'scheduled', 'sending', 'sent', 'failed')),
    constraint newsletter_issues_issue_number_is_positive check (issue_number >= 1),
    constraint newsletter_issues_recipient_count_is_a_count check (recipient_count >= 0),
    constraint newsletter_issues_personalization_data_is_an_object
        check (jsonb_typeof(personalization_data) = 'object'),
    constraint newsletter_issues_subject_line_is_a_line
        check (subject_line !~ '[[:cntrl:]\u2028\u2029]' and length(subject_line) <= 1000),
    constraint newsletter_issues_preview_text_is_a_line
        check (preview_text !~ '[[:cntrl:]\u2028\u2029]' and length(preview_text) <= 1000),
    constraint newsletter_issues_template_versions_is_an_object
        check (jsonb_typeof(template_versions) = 'object'),
    constraint newsletter_issues_subject_variants_are_two_to_five
        check (cardinality(subject_variants) in (0, 2, 3, 4, 5)),
    constraint newsletter_issues_test_is_whole check (
        subject_variants = '{}'
        or send_mode = 'now' and num_nulls(test_share, test_metric, test_wait) = 0),
    constraint newsletter_issues_test_is_possible check (
        test_share between 0.01 and 1 and test_metric in ('opens', 'clicks')
        and test_wait between interval '1 minute' and interval '7 days'),
    constraint newsletter_issues_winner_is_a_variant
        check (winner between 1 and cardinality(subject_variants)),
    constraint newsletter_issues_metrics_is_an_object check (jsonb_typeof(metrics) = 'object'),
    constraint newsletter_issues_scheduled_has_scheduled_for
        check (status <> 'scheduled' or scheduled_for is not null),
    constraint newsletter_issues_sent_has_sent_at check (status <> 'sent' or sent_at is not null)
);
create index newsletter_issues_status_idx on newsletter.newsletter_issues (status, scheduled_for);
create index newsletter_issues_design_template_idx
    on newsletter.newsletter_issues (design_template);
create index newsletter_issues_created_by_idx on newsletter.newsletter_issues (created_by);
create index newsletter_issues_approved_by_idx on newsletter.newsletter_issues (approved_by);

create trigger updated_at before update on newsletter.newsletter_issues
    for each row execute function ops.set_updated_at();

create trigger transition before update of status on newsletter.newsletter_issues
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('newsletter_issue');

do $audit$
begin
    perform audit._watch('newsletter.newsletter_issues', 'id', '', 'metrics');
end;
$audit$;

comment on table newsletter.newsletter_issues is $$Issues of the newsletter, from draft to sent.$$;
comment on column newsletter.newsletter_issues.id is $$Identity of the issue.$$;
comment on column newsletter.newsletter_issues.issue_number is
$$1, 2, 3 … in the order of making.$$;
comment on column newsletter.newsletter_issues.template_type is
$$Kind of issue, as newsletter_templates.template_type.$$;
comment on column newsletter.newsletter_issues.subject_line is $$Subject, in Jinja2.$$;
comment on column newsletter.newsletter_issues.preview_text is
$$Line that mail programs show beside the subject, in Jinja2.$$;
comment on column newsletter.newsletter_issues.content_ids is $$Articles, in order.$$;
comment on column newsletter.newsletter_issues.personalization_data is
$$Values for the template's variables.$$;
comment on column newsletter.newsletter_issues.design_template is $$Template.$$;
comment on column newsletter.newsletter_issues.scheduled_for is $$When to send.$$;
comment on column newsletter.newsletter_issues.sent_at is
$$When the last message was handed over.$$;
comment on column newsletter.newsletter_issues.status is
$$draft = being written; review = waits for an editor; approved = may be sent; scheduled = will be;
sending = its audience is frozen and workers send; sent; failed.$$;
comment on column newsletter.newsletter_issues.recipient_count is $$Recipients frozen.$$;
comment on column newsletter.newsletter_issues.subject_variants is
$$Subjects that are tried on a part of the audience, in Jinja2; empty = no test.$$;
comment on column newsletter.newsletter_issues.test_share is
$$Share of the audience that the subjects are tried on, 0.01 to 1.$$;
comment on column newsletter.newsletter_issues.test_metric is
$$opens or clicks: what decides; of readers, each counted once.$$;
comment on column newsletter.newsletter_issues.test_wait is
$$How long after the beginning it is decided, and the others are sent to.$$;
comment on column newsletter.newsletter_issues.decide_at is $$When that is.$$;
comment on column newsletter.newsletter_issues.winner is
$$Place of the winning subject in subject_variants; subject_line is that from then on.$$;
comment on column newsletter.newsletter_issues.winner_confidence is
$$How sure it is that the winner is better than the next: the normal distribution at the z-score of
two shares (pooled); null when nothing was sent.$$;
comment on column newsletter.newsletter_issues.is_public is
$$Whether the archive shows it once it is sent.$$;
comment on column newsletter.newsletter_issues.metrics is
$$How the sending ended: recipients sent, failed, skipped, unknown; and anything else measured.$$;
comment on column newsletter.newsletter_issues.created_at is $$When it was made.$$;
comment on column newsletter.newsletter_issues.updated_at is $$When it was last changed.$$;
comment on column newsletter.newsletter_issues.created_by is $$Who made it.$$;
comment on column newsletter.newsletter_issues.approved_by is $$Who approved it.$$;
comment on column newsletter.newsletter_issues.approved_at is $$When it was approved.$$;
comment on column newsletter.newsletter_issues.issue_date is
$$Day (UTC) its audience was frozen: the partition of its deliveries.$$;
comment on index newsletter.newsletter_issues_status_idx is
$$Used to find issues that are due, and those being sent.$$;
comment on index newsletter.newsletter_issues_design_template_idx is $$Used by the foreign key.$$;
comment on index newsletter.newsletter_issues_created_by_idx is
$$Used to list a person's issues, and by the foreign key.$$;
comment on index newsletter.newsletter_issues_approved_by_idx is $$Used by the foreign key.$$;
comment on column newsletter.newsletter_issues.content_types is
$$What it is about, in the words of subscription_preferences.content_types: it goes to who wants
one of them, or all; empty = to everybody.$$;
comment on column newsletter.newsletter_issues.send_mode is
$$now = to all at once; preferred_time = to each at the hour and on the days the subscriber likes,
in the subscriber's time zone; spread = evenly over send_window.$$;
comment on column newsletter.newsletter_issues.send_window is
$$For preferred_time and spread: how long after the beginning the last is sent.$$;
comment on column newsletter.newsletter_issues.is_uncapped is
$$Whether it goes also to who had one lately and wants no more; for announcements.$$;
comment on column newsletter.newsletter_issues.unknown_policy is
$$What becomes of recipients of whom nobody knows whether they were sent to: keep = a person
decides by newsletter.resolve_unknown; resend; assume_sent.$$;
comment on column newsletter.newsletter_issues.paused_at is
$$Since when nothing is handed out to workers; null = it is not paused.$$;
comment on column newsletter.newsletter_issues.pause_reason is $$Why it is paused.$$;
comment on column newsletter.newsletter_issues.template_versions is
$$The versions that were approved, of its template and of all that this extends or includes:
an object of version by newsletter_templates.id; null = the newest, as long as nobody approved.$$;

grant select on newsletter.newsletter_issues to aquascene_reader;

commit;
