-- Deploy aquascene:social/tables/instagram_posts to pg
-- requires: social/tables/social_accounts
-- requires: content/tables/generated_content
-- requires: ops/functions/enforce_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table social.instagram_posts (
    id                  uuid        not null default gen_random_uuid() primary key,
    content_id          uuid references content.generated_content (id),
    post_type           varchar(20) not null default 'feed',
    caption             text,
    hashtags            text[],
    media_urls          text[],
    instagram_media_ids text[],
    scheduled_for       timestamptz,
    posted_at           timestamptz,
    instagram_post_id   varchar(100),
    status              varchar(20) not null default 'scheduled',
    metrics             jsonb       not null default '{}',
    engagement_data     jsonb       not null default '{}',
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    account_id          integer references social.social_accounts (id),

    constraint instagram_posts_type_is_known check (post_type in ('feed', 'story', 'reel', 'igtv')),
    constraint instagram_posts_status_is_known check (
        status in ('draft', 'scheduled', 'publishing', 'published', 'failed', 'unknown',
                   'cancelled')),
    constraint instagram_posts_caption_fits check (length(caption) <= 2200),
    constraint instagram_posts_hashtags_fit check (cardinality(hashtags) <= 30),
    constraint instagram_posts_metrics_is_an_object check (jsonb_typeof(metrics) = 'object'),
    constraint instagram_posts_engagement_data_is_an_object
        check (jsonb_typeof(engagement_data) = 'object')
);
create index instagram_posts_due_idx
    on social.instagram_posts (scheduled_for) where status = 'scheduled';
create index instagram_posts_content_id_idx on social.instagram_posts (content_id);
create index instagram_posts_account_id_idx on social.instagram_posts (account_id);

create trigger updated_at before update on social.instagram_posts
    for each row execute function ops.set_updated_at();

create trigger transition before update of status on social.instagram_posts
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('instagram_post');

do $audit$
begin
    perform audit._watch('social.instagram_posts', 'id', '', 'metrics,engagement_data');
end;
$audit$;

comment on table social.instagram_posts is $$Posts for Instagram: scheduled, published, measured.$$;
comment on column social.instagram_posts.id is $$Identity of the post.$$;
comment on column social.instagram_posts.content_id is $$Article it is about.$$;
comment on column social.instagram_posts.post_type is
$$feed, story (24 hours), reel (short video) or igtv (long video).$$;
comment on column social.instagram_posts.caption is $$Text below it.$$;
comment on column social.instagram_posts.hashtags is $$Tags, without #.$$;
comment on column social.instagram_posts.media_urls is $$Pictures and videos.$$;
comment on column social.instagram_posts.instagram_media_ids is
$$Ids of the media containers on Instagram.$$;
comment on column social.instagram_posts.scheduled_for is $$When to post.$$;
comment on column social.instagram_posts.posted_at is $$When it was posted.$$;
comment on column social.instagram_posts.instagram_post_id is $$Id on Instagram.$$;
comment on column social.instagram_posts.status is
$$draft = being written; scheduled = waits for its time; publishing = a worker holds it; published;
failed; unknown = the worker died in mid-call; cancelled.$$;
comment on column social.instagram_posts.metrics is
$$Impressions, reach, likes … as Instagram reports them.$$;
comment on column social.instagram_posts.engagement_data is $$Comments and mentions.$$;
comment on column social.instagram_posts.created_at is $$When it was made.$$;
comment on column social.instagram_posts.updated_at is $$When it was last changed.$$;
comment on column social.instagram_posts.account_id is $$Account it goes to.$$;
comment on index social.instagram_posts_due_idx is $$Used to find posts whose time has come.$$;
comment on index social.instagram_posts_content_id_idx is
$$Used to list the posts of an article, and by the foreign key.$$;
comment on index social.instagram_posts_account_id_idx is
$$Used to list the posts of an account, and by the foreign key.$$;

grant select on social.instagram_posts to aquascene_reader;

commit;
