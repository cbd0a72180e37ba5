-- Test who may do what: the privilege matrix. Each group role, and public, is tried against each
-- table, view, column and function. What is new must be added here, or this file fails.
begin;
select plan(44);
set local search_path = public;

create temp table roles as
select r.name, replace(r.name, 'aquascene_', '') as short
  from unnest(array['aquascene_reader', 'aquascene_app', 'aquascene_editor', 'aquascene_worker',
                    'aquascene_admin', 'public']) as r (name);
create temp table ours as
select n.oid, n.nspname::text collate "default" as name
  from pg_namespace as n
 where n.nspname in ('ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter',
                     'social', 'analytics');

-- Who may execute a function, by a grant or as a member of a role that has it.
create temp table expected_functions (name text, roles text);
insert into expected_functions
values ('admin._address_key(inet)', ''),
       ('admin._base32(bytea)', ''),
       ('admin._check_password(text,text)', ''),
       ('admin._check_permission(text)', ''),
       ('admin._create_user(text,text,text,text,text,text)', ''),
       ('admin._found_user(uuid)', ''),
       ('admin._is_password(text,text)', ''),
       ('admin._keep_an_admin()', ''),
       ('admin._lock_admins()', ''),
       ('admin._login_delay(text,integer)', ''),
       ('admin._new_token(text)', ''),
       ('admin._password_form(text)', ''),
       ('admin._password_hash(text)', ''),
       ('admin._permissions(uuid)', ''),
       ('admin._person()', ''),
       ('admin._recovery_hash(text)', ''),
       ('admin._remember_address(uuid,cidr)', ''),
       ('admin._return_login_slot(text,text)', ''),
       ('admin._set_password(uuid,text)', ''),
       ('admin._take_login_slot(text,text)', ''),
       ('admin._token_hash(text)', ''),
       ('admin._totp_code(bytea,bigint,integer)', ''),
       ('admin._totp_key()', ''),
       ('admin._totp_step(bytea,text,bigint)', ''),
       ('admin._use_second_factor(uuid,text)', ''),
       ('admin.act_as(uuid,inet,text,text[])', 'admin editor worker'),
       ('admin.authenticate(text,inet,text)', 'admin editor worker'),
       ('admin.authenticate_key(text,inet,text)', 'admin editor worker'),
       ('admin.begin_login(text,inet)', 'admin editor worker'),
       ('admin.begin_totp()', 'admin editor'),
       ('admin.change_password(text,text,text)', 'admin editor'),
       ('admin.confirm_totp(text)', 'admin editor'),
       ('admin.create_api_key(text,text[],timestamp with time zone)', 'admin editor'),
       ('admin.create_first_admin(text,text,text,text,text)', 'admin'),
       ('admin.create_user(text,text,text,text,text,text)', 'admin'),
       ('admin.deactivate_user(uuid)', 'admin editor'),
       ('admin.delete_expired_sessions()', 'admin worker'),
       ('admin.disable_totp(text)', 'admin editor'),
       ('admin.login(uuid,text,text,text)', 'admin editor worker'),
       ('admin.logout(text)', 'admin editor worker'),
       ('admin.logout_everywhere(uuid)', 'admin editor'),
       ('admin.reactivate_user(uuid)', 'admin editor'),
       ('admin.remove_totp(uuid)', 'admin editor'),
       ('admin.request_password_reset(text)', 'worker'),
       ('admin.require(text)', 'admin editor worker'),
       ('admin.reset_password(text,text,inet)', 'admin editor worker'),
       ('admin.revoke_api_key(uuid)', 'admin editor'),
       ('admin.set_password(uuid,text)', 'admin editor'),
       ('admin.set_permissions(uuid,text[])', 'admin editor'),
       ('admin.set_role(uuid,text)', 'admin editor'),
       ('admin.unlock_user(uuid)', 'admin editor'),
       ('analytics._engagement_samples(interval)', ''),
       ('analytics._fit_engagement(interval,integer,integer)', ''),
       ('analytics.backtest_engagement(interval,integer)', 'admin editor reader worker'),
       ('analytics.learn_engagement(interval)', 'admin worker'),
       ('analytics.metrics()', 'admin editor reader worker'),
       ('analytics.reconcile_email_events(integer)', 'admin editor reader worker'),
       ('analytics.roll_up_email_events()', 'admin worker'),
       ('audience._address_hash(text)', ''),
       ('audience._blot(jsonb,text)', ''),
       ('audience._changed_subscribers(timestamp with time zone,xid8,text[],'
        || 'integer[],text[],bigint)',
        ''),
       ('audience._checked_consents(jsonb)', ''),
       ('audience._checked_criteria(text,jsonb)', ''),
       ('audience._checked_email(text)', ''),
       ('audience._coarse(text)', ''),
       ('audience._compile(jsonb)', ''),
       ('audience._compile_leaf(audience.criteria_fields,text,jsonb,text)', ''),
       ('audience._compile_node(jsonb,text,text,integer)', ''),
       ('audience._count_members(integer[],bigint[])', ''),
       ('audience._criterion(text,text,text,jsonb)', ''),
       ('audience._criterion_tests(text,jsonb)', ''),
       ('audience._criterion_value(text,jsonb)', ''),
       ('audience._engagement_level(integer,integer,integer,timestamp with time zone)', ''),
       ('audience._forget_all()', ''),
       ('audience._forget_members()', ''),
       ('audience._forget_segments()', ''),
       ('audience._import_lines(audience.subscriber_imports,integer)', ''),
       ('audience._instant(text)', ''),
       ('audience._is_import_field(text)', ''),
       ('audience._is_suppressed(text)', ''),
       ('audience._is_time_zone(text)', ''),
       ('audience._json(text)', ''),
       ('audience._json_list(text)', ''),
       ('audience._keyed_hash(text,bytea)', ''),
       ('audience._locked_import(bigint)', ''),
       ('audience._locked_subscriber(uuid)', ''),
       ('audience._log_changes()', ''),
       ('audience._log_subscribers()', ''),
       ('audience._member_criterion(audience.criteria_fields,text,jsonb)', ''),
       ('audience._next_send_time(time without time zone,integer[],text,'
        || 'timestamp with time zone)',
        ''),
       ('audience._odd_instant(text)', ''),
       ('audience._pattern(text)', ''),
       ('audience._person_pattern(audience.subscribers,boolean)', ''),
       ('audience._preferences_person(text)', ''),
       ('audience._preferences_token(uuid,timestamp with time zone)', ''),
       ('audience._prune_changes()', ''),
       ('audience._quick_email(text)', ''),
       ('audience._record_consents(uuid,jsonb,text,inet,text,jsonb)', ''),
       ('audience._record_entries()', ''),
       ('audience._record_exits()', ''),
       ('audience._refresh_all(integer,text)', ''),
       ('audience._refresh_some(integer,text,uuid[])', ''),
       ('audience._request(uuid,text,text,jsonb)', ''),
       ('audience._require_manual(integer)', ''),
       ('audience._segment_source(text)', ''),
       ('audience._suppress(text,text)', ''),
       ('audience._text_list(text)', ''),
       ('audience._write_members(integer,text,uuid[])', ''),
       ('audience.add_to_segment(integer,uuid[])', 'admin editor'),
       ('audience.apply_import(bigint,integer)', 'admin editor worker'),
       ('audience.begin_import(text,text,text[],jsonb,jsonb,text,text,text,'
        || 'boolean)',
        'admin editor worker'),
       ('audience.cancel_import(bigint)', 'admin editor worker'),
       ('audience.change_email(uuid,text)', 'admin editor'),
       ('audience.claim_requests(integer)', 'worker'),
       ('audience.compile_criteria(jsonb)', 'admin editor reader worker'),
       ('audience.confirm(text,inet)', 'app'),
       ('audience.consent_history(uuid)', 'admin editor reader worker'),
       ('audience.create_segment(text,text,text,jsonb)', 'admin editor'),
       ('audience.delete_import_faults(integer)', 'admin worker'),
       ('audience.delete_unconfirmed(integer)', 'admin worker'),
       ('audience.erase_subscriber(uuid,text)', 'admin'),
       ('audience.expire_pending(integer)', 'admin worker'),
       ('audience.export_subscriber(uuid)', 'admin editor'),
       ('audience.finish_staging(bigint)', 'admin editor worker'),
       ('audience.import_subscribers(jsonb,text)', 'admin editor worker'),
       ('audience.next_send_time(uuid,timestamp with time zone)', 'admin editor worker'),
       ('audience.normalize_email(text)', 'admin app editor reader worker'),
       ('audience.preferences(text)', 'app'),
       ('audience.preferences_link(text)', 'app'),
       ('audience.preview_segment(jsonb,integer)', 'admin editor'),
       ('audience.record_bounce(uuid,text,text,text)', 'worker'),
       ('audience.record_complaint(uuid,text,jsonb)', 'worker'),
       ('audience.record_delivery(uuid[],timestamp with time zone)', 'worker'),
       ('audience.refresh_engagement(integer)', 'admin worker'),
       ('audience.refresh_segment(integer,boolean)', 'admin editor worker'),
       ('audience.refresh_segments(timestamp with time zone,integer)', 'admin editor worker'),
       ('audience.release_requests(uuid[])', 'worker'),
       ('audience.remove_from_segment(integer,uuid[])', 'admin editor'),
       ('audience.resubscribe(text,inet)', 'app'),
       ('audience.segment_members(integer,uuid,integer)', 'admin editor reader worker'),
       ('audience.set_engagement_rule(text,numeric,integer,interval)', 'admin'),
       ('audience.subscribe(text,text,text,jsonb,text,inet,text,jsonb,text,'
        || 'text)',
        'admin app editor worker'),
       ('audience.suppress(text,text)', 'admin editor worker'),
       ('audience.unsubscribe(text,text)', 'app worker'),
       ('audience.unsubscribe_person(uuid,text,text)', 'admin editor worker'),
       ('audience.unsuppress(text,text)', 'admin'),
       ('audience.update_preferences(text,text,text[],time without time zone,'
        || 'integer[],text,text,text,text,text,jsonb,inet)',
        'app'),
       ('audience.update_segment(integer,text,text,jsonb,boolean)', 'admin editor'),
       ('audit._data_digest(jsonb,jsonb)', ''),
       ('audit._entry_digest(uuid,text,text,text,bytea,uuid,timestamp with time zone,'
        || 'inet,text,bigint,bigint)',
        ''),
       ('audit._guard_entry()', ''),
       ('audit._head_proof(audit.chain_heads,bytea)', ''),
       ('audit._image(jsonb,text[])', ''),
       ('audit._kept_since()', ''),
       ('audit._record_id(jsonb,text[])', ''),
       ('audit._redaction_proof(audit.redactions,bytea)', ''),
       ('audit._refuse_truncate()', ''),
       ('audit._seal_proof(audit.seals,bytea)', ''),
       ('audit._update_of_admin_admin_users()', ''),
       ('audit._update_of_admin_api_keys()', ''),
       ('audit._update_of_admin_role_permissions()', ''),
       ('audit._update_of_admin_totp_secrets()', ''),
       ('audit._update_of_audience_engagement_rules()', ''),
       ('audit._update_of_audience_import_presets()', ''),
       ('audit._update_of_audience_subscriber_segments()', ''),
       ('audit._update_of_content_content_asset_relations()', ''),
       ('audit._update_of_content_content_assets()', ''),
       ('audit._update_of_content_content_categories()', ''),
       ('audit._update_of_content_content_tags()', ''),
       ('audit._update_of_content_generated_content()', ''),
       ('audit._update_of_content_generation_templates()', ''),
       ('audit._update_of_newsletter_mail_clients()', ''),
       ('audit._update_of_newsletter_newsletter_issue_segments()', ''),
       ('audit._update_of_newsletter_newsletter_issues()', ''),
       ('audit._update_of_newsletter_newsletter_templates()', ''),
       ('audit._update_of_newsletter_sending_limits()', ''),
       ('audit._update_of_newsletter_smtp_accounts()', ''),
       ('audit._update_of_ops_partition_policies()', ''),
       ('audit._update_of_ops_scheduled_jobs()', ''),
       ('audit._update_of_ops_settings()', ''),
       ('audit._update_of_ops_status_transitions()', ''),
       ('audit._update_of_ops_webhook_endpoints()', ''),
       ('audit._update_of_scraping_scraper_targets()', ''),
       ('audit._update_of_social_instagram_posts()', ''),
       ('audit._update_of_social_social_accounts()', ''),
       ('audit._watch(regclass,text,text,text)', ''),
       ('audit._watched(text)', ''),
       ('audit.as_of(text,text,timestamp with time zone)', 'admin editor worker'),
       ('audit.chain_head()', 'admin editor reader worker'),
       ('audit.history(text,text)', 'admin editor reader worker'),
       ('audit.record_deletes()', ''),
       ('audit.record_event(text,text,jsonb,text,text)', 'admin worker'),
       ('audit.resolve_events(uuid[])', 'admin'),
       ('audit.record_inserts()', ''),
       ('audit.seal()', 'admin worker'),
       ('audit.verify_chain(timestamp with time zone,timestamp with time zone)', 'admin worker'),
       ('content._add_drafts(uuid[],text,jsonb)', ''),
       ('content._as_instant(text)', ''),
       ('content._begin_category_move()', ''),
       ('content._begin_tag_change()', ''),
       ('content._category_branch(text)', ''),
       ('content._check_alt_text()', ''),
       ('content._check_asset_use()', ''),
       ('content._check_publishable(content.generated_content,text)', ''),
       ('content._clean_tags()', ''),
       ('content._count_deleted_tags()', ''),
       ('content._count_inserted_tags()', ''),
       ('content._count_sentences(text,text)', ''),
       ('content._count_tags(text[],bigint[])', ''),
       ('content._count_updated_tags()', ''),
       ('content._enforce_processing_transition()', ''),
       ('content._engagement_traits(content.generated_content)', ''),
       ('content._find_version(uuid,integer)', ''),
       ('content._found_content(uuid)', ''),
       ('content._guard_text()', ''),
       ('content._index_search()', ''),
       ('content._is_wanted(text,text[],text[],text,timestamp with time zone,text,'
        || 'text[],text,text,timestamp with time zone,timestamp with time zone)',
        ''),
       ('content._keep_revision()', ''),
       ('content._keyword_places(text,text,regconfig)', ''),
       ('content._lacks_alt_text(content.content_assets)', ''),
       ('content._likeness(text[],text[])', ''),
       ('content._markup(text)', ''),
       ('content._minhash_bands(bigint[])', ''),
       ('content._missing_alt_text(uuid)', ''),
       ('content._move(uuid,text,text,uuid,timestamp with time zone)', ''),
       ('content._overlap(bigint[],bigint[])', ''),
       ('content._parse_query(regconfig,text)', ''),
       ('content._plain_title(text)', ''),
       ('content._predict_engagement()', ''),
       ('content._prose(text)', ''),
       ('content._quality_parts(content.generated_content)', ''),
       ('content._raw_item_fault(jsonb)', ''),
       ('content._reading_ease(text,text)', ''),
       ('content._refuse_category_cycle()', ''),
       ('content._return_raw(uuid[],text)', ''),
       ('content._score()', ''),
       ('content._search_newest(text,text[],text,text,timestamp with time zone,'
        || 'timestamp with time zone,timestamp with time zone,uuid,integer)',
        ''),
       ('content._search_queries(text,text)', ''),
       ('content._search_token(text,real,timestamp with time zone,'
        || 'timestamp with time zone,uuid)',
        ''),
       ('content._search_words(text,text,text,text)', ''),
       ('content._sentences(text)', ''),
       ('content._seo_checks(text,text,text,text,text,text)', ''),
       ('content._seo_keyword(text,text[],text,text,text)', ''),
       ('content._seo_score(text,text,text,text,text,text)', ''),
       ('content._set_slug()', ''),
       ('content._shingles(text)', ''),
       ('content._slug(text,text,integer)', ''),
       ('content._snippet(text,text,tsquery,text[],text)', ''),
       ('content._spell_tags(text[])', ''),
       ('content._split_paragraphs(text)', ''),
       ('content._split_runs(text,boolean)', ''),
       ('content._stamp_status()', ''),
       ('content._stream_safe(text)', ''),
       ('content._syllables(text,text)', ''),
       ('content._telling_words(tsvector)', ''),
       ('content._tidy_line(text)', ''),
       ('content._tidy_tags(text[])', ''),
       ('content._unspaced_class()', ''),
       ('content._width(text)', ''),
       ('content._word_similarity(text,text)', ''),
       ('content.add_asset(text,text,text,bigint,integer,integer,text,text,text,'
        || 'jsonb)',
        'admin editor'),
       ('content.approve(uuid)', 'admin editor'),
       ('content.archive(uuid)', 'admin editor'),
       ('content.attach_asset(uuid,uuid,text,integer)', 'admin editor'),
       ('content.cancel(uuid)', 'admin editor'),
       ('content.category_breadcrumb(integer,text)', 'admin app editor reader worker'),
       ('content.category_path(integer)', 'admin app editor reader worker'),
       ('content.claim_raw(text,integer,interval)', 'worker'),
       ('content.compare_revisions(uuid,integer,integer)', 'admin editor reader worker'),
       ('content.complete_raw(uuid,text,jsonb)', 'worker'),
       ('content.complete_raw_many(uuid[],text,jsonb)', 'worker'),
       ('content.count_words(text)', 'admin editor reader worker'),
       ('content.delete_category(text)', 'admin editor'),
       ('content.detach_asset(uuid,uuid)', 'admin editor'),
       ('content.detect_language(text)', 'admin editor reader worker'),
       ('content.fail_raw(uuid,text,text)', 'worker'),
       ('content.generation_setup(text,text)', 'admin editor reader worker'),
       ('content.ingest_raw(text,text,text,text,text,jsonb,jsonb,text,'
        || 'timestamp with time zone)',
        'admin editor worker'),
       ('content.ingest_raw_many(jsonb)', 'admin editor worker'),
       ('content.lineage(uuid)', 'admin editor reader worker'),
       ('content.merge_tags(text[],text)', 'admin editor'),
       ('content.normalize_text(text)', 'admin editor reader worker'),
       ('content.publish(uuid,text)', 'admin editor'),
       ('content.publish_due(integer)', 'worker'),
       ('content.published_article(uuid)', 'admin app editor reader worker'),
       ('content.quality_report(uuid)', 'admin editor reader worker'),
       ('content.readability(text,text)', 'admin editor reader worker'),
       ('content.readability_formula(text)', 'admin editor reader worker'),
       ('content.reinstate(uuid)', 'admin editor'),
       ('content.reject(uuid,text)', 'admin editor'),
       ('content.related(uuid,integer)', 'admin app editor reader worker'),
       ('content.release_expired_leases()', 'worker'),
       ('content.rename_tag(text,text)', 'admin editor'),
       ('content.request_changes(uuid,text)', 'admin editor'),
       ('content.requeue_raw(uuid[])', 'admin editor worker'),
       ('content.restore(uuid,integer)', 'admin editor'),
       ('content.revise(uuid,text,text,text,text,text[],text[],text,text,text,'
        || 'text)',
        'admin editor'),
       ('content.revisions(uuid)', 'admin editor reader worker'),
       ('content.save_category(text,text,text,text,integer,boolean)', 'admin editor'),
       ('content.save_generation_template(text,text,text,text,text,jsonb,'
        || 'boolean)',
        'admin editor'),
       ('content.schedule(uuid,timestamp with time zone,text)', 'admin editor'),
       ('content.search(text,text,text,text,text,timestamp with time zone,'
        || 'timestamp with time zone,text,integer,boolean)',
        'admin app editor reader worker'),
       ('content.search_config(text)', 'admin app editor reader worker'),
       ('content.search_facets(text,text,text,text,text,timestamp with time zone,'
        || 'timestamp with time zone)',
        'admin app editor reader worker'),
       ('content.seo_report(uuid)', 'admin editor reader worker'),
       ('content.set_alt_text(uuid,text)', 'admin editor'),
       ('content.set_asset_active(uuid,boolean)', 'admin editor'),
       ('content.similarity(text,text)', 'admin editor reader worker'),
       ('content.submit(uuid)', 'admin editor'),
       ('content.summarize(text,integer,text)', 'admin editor reader worker'),
       ('content.unknown_categories(uuid)', 'admin editor reader worker'),
       ('newsletter._allowance(text,integer)', ''),
       ('newsletter._audience(uuid,date,text[],boolean)', ''),
       ('newsletter._choose_winner(uuid)', ''),
       ('newsletter._compose_digest(uuid,text,timestamp with time zone,text[],text[],'
        || 'text[],integer,integer[],jsonb)',
        ''),
       ('newsletter._hold_back(uuid,date,boolean,uuid[])', ''),
       ('newsletter._issue_templates(newsletter.newsletter_issues)', ''),
       ('newsletter._issue_variables(newsletter.newsletter_issues)', ''),
       ('newsletter._keep_template_version()', ''),
       ('newsletter._move(uuid,text,uuid,timestamp with time zone)', ''),
       ('newsletter._normal_share(double precision)', ''),
       ('newsletter._pause_if_failing(uuid)', ''),
       ('newsletter._resolve_unknown(uuid,text,uuid[])', ''),
       ('newsletter._schema_faults(jsonb)', ''),
       ('newsletter._spend(text,bigint)', ''),
       ('newsletter._stamp_status()', ''),
       ('newsletter._template_closure(text[])', ''),
       ('newsletter._template_parents(text[])', ''),
       ('newsletter._unready_articles(uuid[],timestamp with time zone)', ''),
       ('newsletter._value_fault(text,jsonb)', ''),
       ('newsletter._variable_faults(jsonb,jsonb)', ''),
       ('newsletter.acknowledge(bigint,uuid[],jsonb)', 'worker'),
       ('newsletter.advance()', 'admin editor worker'),
       ('newsletter.approve(uuid)', 'admin editor'),
       ('newsletter.archive(integer,integer)', 'admin app editor reader worker'),
       ('newsletter.archived_issue(integer)', 'admin app editor reader worker'),
       ('newsletter.archived_link(bigint)', 'admin app editor reader worker'),
       ('newsletter.begin_sending(uuid)', 'admin editor worker'),
       ('newsletter.browser_view(text)', 'app'),
       ('newsletter.cancel(uuid)', 'admin editor'),
       ('newsletter.choose_account()', 'worker'),
       ('newsletter.claim_batch(text,integer,interval,text)', 'worker'),
       ('newsletter.claim_confirmations(integer)', 'worker'),
       ('newsletter.compose_digest(text,timestamp with time zone,text[],text[],'
        || 'text[],integer,integer[],jsonb)',
        'admin editor'),
       ('newsletter.compose_scheduled_digest(text,timestamp with time zone,text[],'
        || 'text[],text[],integer,integer[],jsonb)',
        'worker'),
       ('newsletter.create_issue(text,uuid[],text,text,integer[],integer[],text[],'
        || 'text,interval,boolean,text,jsonb,boolean)',
        'admin editor'),
       ('newsletter.day_limit(newsletter.sending_limits)', 'admin editor reader worker'),
       ('newsletter.estimate_recipients(uuid)', 'admin editor'),
       ('newsletter.feed(integer)', 'admin app editor reader worker'),
       ('newsletter.finish_sending(uuid)', 'worker'),
       ('newsletter.heartbeat(text,interval)', 'worker'),
       ('newsletter.issue_payload(uuid)', 'admin editor worker'),
       ('newsletter.mail_client(text)', 'app worker'),
       ('newsletter.next_due_in()', 'worker'),
       ('newsletter.pause(uuid,text)', 'admin editor'),
       ('newsletter.preview(uuid,uuid)', 'admin editor'),
       ('newsletter.record_click(text,bigint,text,boolean)', 'app worker'),
       ('newsletter.record_feedback(text,text,text,text,text)', 'app worker'),
       ('newsletter.record_open(text,text,boolean)', 'app worker'),
       ('newsletter.release_expired_leases()', 'worker'),
       ('newsletter.resolve_unknown(uuid,text)', 'admin editor'),
       ('newsletter.resume(uuid)', 'admin editor'),
       ('newsletter.retry(uuid)', 'admin editor'),
       ('newsletter.retry_failed(uuid,text)', 'admin editor'),
       ('newsletter.return_to_draft(uuid)', 'admin editor'),
       ('newsletter.save_template(text,text,text,text,text,text,jsonb,text)', 'admin editor'),
       ('newsletter.schedule(uuid,timestamp with time zone)', 'admin editor'),
       ('newsletter.set_sending_limit(text,text,double precision,integer,integer,'
        || 'date,integer,double precision)',
        'admin'),
       ('newsletter.set_smtp_account(text,text,integer,boolean)', 'admin'),
       ('newsletter.set_variants(uuid,text[],double precision,text,interval)', 'admin editor'),
       ('newsletter.submit(uuid)', 'admin editor'),
       ('newsletter.suspend_account(text,text)', 'worker'),
       ('newsletter.unsubscribe(text,text)', 'app worker'),
       ('newsletter.update_issue(uuid,text,text,uuid[],jsonb,boolean)', 'admin editor'),
       ('newsletter.variant_of(uuid,uuid,integer,numeric)', 'admin editor reader worker'),
       ('ops._actor()', ''),
       ('ops._actor_proof(text,text,text,text,bytea)', ''),
       ('ops._ascii_domain(text)', ''),
       ('ops._begin_drain(text,regclass,regclass,text,date[])', ''),
       ('ops._changed_job(text,boolean)', ''),
       ('ops._check_epoch()', ''),
       ('ops._check_transition(text,text,text,text,text,text)', ''),
       ('ops._cron_values(text,integer,integer,text[])', ''),
       ('ops._emit(text,jsonb)', ''),
       ('ops._encrypted(bytea)', ''),
       ('ops._encryption_key(text)', ''),
       ('ops._end_drain(regclass,regclass,regclass)', ''),
       ('ops._end_run(ops.job_states,text,text,jsonb)', ''),
       ('ops._is_held(ops.job_states,text)', ''),
       ('ops._locked_endpoint(bigint)', ''),
       ('ops._mirror_strays()', ''),
       ('ops._own_run(uuid)', ''),
       ('ops._plan_job()', ''),
       ('ops._punycode(text)', ''),
       ('ops._reencrypt(text,text,text)', ''),
       ('ops._reencrypted(bytea,text,text)', ''),
       ('ops._reencrypted_text(text,text,text)', ''),
       ('ops._renumber_outbox()', ''),
       ('ops._secret(text)', ''),
       ('ops._set_actor(uuid,inet,text,text[])', ''),
       ('ops._sign_token(text,bytea)', ''),
       ('ops._signature(text,bytea,bytea)', ''),
       ('ops._signed(text,bytea,bytea)', ''),
       ('ops._status_after(text,text,text,text)', ''),
       ('ops._stored_columns(regclass)', ''),
       ('ops._take_off(regclass,regclass,boolean)', ''),
       ('ops._timeline()', ''),
       ('ops._url_host(text)', ''),
       ('ops._verify_token(text,text)', ''),
       ('ops._webhook_signature(text,text,text,bytea)', ''),
       ('ops.acknowledge_deliveries(bigint,uuid,integer,bigint,bigint,text,boolean)', 'worker'),
       ('ops.add_endpoint(text,text[],text)', 'admin'),
       ('ops.alarm_partitions()', 'admin worker'),
       ('ops.apply_retention(text,integer)', 'admin worker'),
       ('ops.archive_old_metrics()', 'admin worker'),
       ('ops.archived_columns(text)', 'admin'),
       ('ops.cancel_drain(text)', 'admin'),
       ('ops.cancel_overdue_runs()', 'admin worker'),
       ('ops.claim_deliveries(text,integer,interval)', 'worker'),
       ('ops.claim_run(text,interval,text,text[],boolean)', 'admin worker'),
       ('ops.confirm_epoch(text)', 'admin'),
       ('ops.count_strays(regclass,bigint)', 'admin editor reader worker'),
       ('ops.create_monthly_partition(text,date)', 'admin'),
       ('ops.drain_default(text,integer)', 'admin worker'),
       ('ops.enable_endpoint(bigint,boolean)', 'admin'),
       ('ops.enable_job(text,boolean)', 'admin'),
       ('ops.enforce_transition()', ''),
       ('ops.ensure_partitions(integer)', 'admin worker'),
       ('ops.execute_run(uuid)', 'admin worker'),
       ('ops.extend_run(uuid,interval)', 'admin worker'),
       ('ops.fail_run(uuid,text,boolean)', 'admin worker'),
       ('ops.finish_archive(text,text,bigint,bigint,text)', 'admin'),
       ('ops.finish_run(uuid,jsonb)', 'admin worker'),
       ('ops.latest_runs(text,integer)', 'admin editor reader worker'),
       ('ops.next_due(text,text,timestamp with time zone)', 'admin editor reader worker'),
       ('ops.next_run_in(text[])', 'admin worker'),
       ('ops.now()', 'admin app editor reader worker'),
       ('ops.record_backup(text,integer,timestamp with time zone,text,bigint,bigint,'
        || 'text)',
        'admin worker'),
       ('ops.remove_endpoint(bigint)', 'admin'),
       ('ops.remove_job(text)', 'admin'),
       ('ops.replay(bigint,timestamp with time zone)', 'admin'),
       ('ops.return_run(uuid)', 'admin worker'),
       ('ops.rotate_endpoint_secret(bigint,interval)', 'admin'),
       ('ops.rotate_secret(text,interval)', 'admin'),
       ('ops.run_due_job(text)', 'admin worker'),
       ('ops.set_job(text,text,text,text,text,text,interval,text,integer,boolean,'
        || 'boolean)',
        'admin'),
       ('ops.set_setting(text,jsonb)', 'admin'),
       ('ops.set_updated_at()', ''),
       ('ops.setting(text)', 'admin editor reader worker'),
       ('ops.sync_pg_cron()', 'admin worker'),
       ('ops.test_endpoint(bigint)', 'admin'),
       ('ops.update_endpoint(bigint,text,text[],text)', 'admin'),
       ('ops.update_table_statistics()', 'admin worker'),
       ('scraping._add_links(scraping.scraper_pages,jsonb,jsonb,timestamp with time zone)', ''),
       ('scraping._begin_job(uuid)', ''),
       ('scraping._delay(jsonb,integer,interval)', ''),
       ('scraping._finish_jobs()', ''),
       ('scraping._found_target(text)', ''),
       ('scraping._is_selector(text)', ''),
       ('scraping._is_trap(text)', ''),
       ('scraping._is_within(text,text[])', ''),
       ('scraping._redirect_fault(scraping.scraper_pages,text)', ''),
       ('scraping._requests_at_once(jsonb)', ''),
       ('scraping.add_target(text,text,text[],jsonb,integer,integer,interval,'
        || 'text[])',
        'admin editor worker'),
       ('scraping.claim_pages(text,integer,interval,uuid)', 'worker'),
       ('scraping.enqueue_due()', 'worker'),
       ('scraping.heartbeat(text,interval)', 'worker'),
       ('scraping.next_claim(uuid)', 'worker'),
       ('scraping.normalize_url(text)', 'admin editor reader worker'),
       ('scraping.pause(text,text)', 'admin editor worker'),
       ('scraping.record_page(bigint,text,text,integer,text,text,text,text,jsonb,'
        || 'jsonb,text,interval,interval)',
        'worker'),
       ('scraping.record_robots(text,text,integer,text,interval,text,interval)', 'worker'),
       ('scraping.resume(text)', 'admin editor worker'),
       ('scraping.robots_txt(text)', 'admin editor reader worker'),
       ('scraping.start_job(text,text,boolean)', 'admin editor worker'),
       ('scraping.validate_rules(jsonb)', 'admin editor reader worker');

-- Who may select from a table or view. Nobody may do anything else.
create temp table expected_relations (name text, roles text);
insert into expected_relations
values ('admin.admin_sessions', ''),
       ('admin.admin_users', ''),
       ('admin.api_keys', ''),
       ('admin.known_addresses', ''),
       ('admin.login_attempts', ''),
       ('admin.login_throttles', ''),
       ('admin.totp_secrets', ''),
       ('admin.role_permissions', 'admin editor reader worker'),
       ('analytics.content_metrics', 'admin editor reader worker'),
       ('analytics.content_performance', 'admin editor reader worker'),
       ('analytics.email_activity', 'admin editor reader worker'),
       ('analytics.newsletter_metrics', 'admin editor reader worker'),
       ('analytics.newsletter_performance', 'admin editor reader worker'),
       ('analytics.subscriber_journey', 'admin editor reader worker'),
       ('analytics.system_health', 'admin editor reader worker'),
       ('analytics.system_metrics', 'admin editor reader worker'),
       ('audience.bounces', 'admin editor reader worker'),
       ('audience.consent_events', 'admin editor reader worker'),
       ('audience.criteria_fields', 'admin editor reader worker'),
       ('audience.engagement_rules', 'admin editor reader worker'),
       ('audience.erasures', 'admin editor reader worker'),
       ('audience.import_presets', 'admin editor reader worker'),
       ('audience.segment_export', 'admin editor reader worker'),
       ('audience.subscriber_export', 'admin editor reader worker'),
       ('audience.subscriber_import_faults', 'admin editor reader worker'),
       ('audience.subscriber_imports', 'admin editor reader worker'),
       ('audience.subscriber_import_rows', ''),
       ('audience.personal_data', 'admin editor reader worker'),
       ('audience.segment_membership_events', 'admin editor reader worker'),
       ('audience.subscriber_changes', 'admin editor reader worker'),
       ('audience.subscriber_engagement', 'admin editor reader worker'),
       ('audience.subscriber_segment_memberships', 'admin editor reader worker'),
       ('audience.subscriber_segments', 'admin editor reader worker'),
       ('audience.subscribers', 'admin editor reader worker'),
       ('audience.subscription_preferences', 'admin editor reader worker'),
       ('audience.subscription_requests', ''),
       ('audience.suppressions', 'admin editor reader worker'),
       ('audit.audit_log', 'admin editor reader worker'),
       ('audit.chain_heads', 'admin editor reader worker'),
       ('audit.redactions', 'admin editor reader worker'),
       ('audit.seals', 'admin editor reader worker'),
       ('audit.system_events', 'admin editor reader worker'),
       ('content.category_tree', 'admin editor reader worker'),
       ('content.content_asset_relations', 'admin editor reader worker'),
       ('content.content_assets', 'admin editor reader worker'),
       ('content.content_categories', 'admin editor reader worker'),
       ('content.content_revisions', 'admin editor reader worker'),
       ('content.content_tags', 'admin editor reader worker'),
       ('content.generated_content', 'admin editor reader worker'),
       ('content.generation_templates', 'admin editor reader worker'),
       ('content.raw_content', 'admin editor reader worker'),
       ('content.raw_signatures', 'admin editor reader worker'),
       ('content.raw_queue', 'admin editor reader worker'),
       ('content.raw_leases', 'admin editor reader worker'),
       ('content.language_features', 'admin editor reader worker'),
       ('content.engagement_factors', 'admin editor reader worker'),
       ('newsletter.delivery_accounting', 'admin editor reader worker'),
       ('newsletter.email_events', 'admin editor reader worker'),
       ('newsletter.newsletter_batches', 'admin editor reader worker'),
       ('newsletter.variant_report', 'admin editor reader worker'),
       ('newsletter.mail_clients', 'admin editor reader worker'),
       ('analytics.newsletter_breakdowns', 'admin editor reader worker'),
       ('analytics.issue_report', 'admin editor reader worker'),
       ('newsletter.sending_capacity', 'admin editor reader worker'),
       ('newsletter.sending_limits', 'admin editor reader worker'),
       ('newsletter.sending_hours', 'admin editor reader worker'),
       ('newsletter.smtp_accounts', 'admin editor reader worker'),
       ('ops.backup_report', 'admin editor reader worker'),
       ('ops.backups', 'admin editor reader worker'),
       ('ops.epochs', 'admin editor reader worker'),
       ('newsletter.newsletter_chunks', 'admin editor reader worker'),
       ('newsletter.newsletter_deliveries', 'admin editor reader worker'),
       ('newsletter.newsletter_issue_segments', 'admin editor reader worker'),
       ('newsletter.newsletter_issues', 'admin editor reader worker'),
       ('newsletter.newsletter_links', 'admin editor reader worker'),
       ('newsletter.newsletter_template_versions', 'admin editor reader worker'),
       ('newsletter.newsletter_templates', 'admin editor reader worker'),
       ('ops.job_runs', 'admin editor reader worker'),
       ('ops.old_secrets', ''),
       ('ops.outbox', 'admin editor reader worker'),
       ('ops.partition_policies', 'admin editor reader worker'),
       ('ops.partition_report', 'admin editor reader worker'),
       ('ops.rollup_watermarks', 'admin editor reader worker'),
       ('ops.webhook_endpoints', ''),
       ('ops.webhook_failures', 'admin editor reader worker'),
       ('ops.archives', 'admin editor reader worker'),
       ('ops.drains', 'admin editor reader worker'),
       ('ops.job_report', 'admin editor reader worker'),
       ('ops.job_states', 'admin editor reader worker'),
       ('ops.scheduled_jobs', 'admin editor reader worker'),
       ('ops.secrets', ''),
       ('ops.settings', 'admin editor reader worker'),
       ('ops.status_transitions', 'admin editor reader worker'),
       ('scraping.page_report', 'admin editor reader worker'),
       ('scraping.scraper_hosts', 'admin editor reader worker'),
       ('scraping.scraper_leases', 'admin editor reader worker'),
       ('scraping.scraper_pages', 'admin editor reader worker'),
       ('scraping.scraper_targets', 'admin editor reader worker'),
       ('scraping.scraping_job_hosts', 'admin editor reader worker'),
       ('scraping.scraping_jobs', 'admin editor reader worker'),
       ('scraping.target_report', 'admin editor reader worker'),
       ('social.instagram_posts', 'admin editor reader worker'),
       ('social.social_accounts', '');

-- Columns that may be selected from tables that hold a secret.
create temp table expected_columns (name text, roles text, columns text);
insert into expected_columns
values ('admin.admin_users', 'admin editor reader worker',
        'created_at first_name id is_active last_login last_name role updated_at username'),
       ('ops.webhook_endpoints', 'admin editor reader worker',
        'attempt_count created_at cursor_id cursor_xid delivered_at delivered_count description '
        || 'failure_count first_failed_at id is_enabled last_error lease_ends_at leased_by '
        || 'next_attempt_at old_secret_ends_at topics updated_at url'),
       ('admin.api_keys', 'admin editor reader worker',
        'created_at expires_at id last_used_at name prefix revoked_at scopes user_id'),
       ('social.social_accounts', 'admin editor reader worker',
        'account_id account_name configuration created_at id is_active platform '
        || 'token_expires_at updated_at');

create temp table functions as
select p.oid, p.oid::regprocedure::text as name
  from pg_proc as p
 where p.pronamespace in (select oid from ours);
create temp table relations as
select c.oid, c.oid::regclass::text as name, c.relispartition
  from pg_class as c
 where c.relnamespace in (select oid from ours) and c.relkind in ('r', 'p', 'v', 'm', 'f');

-- Functions
select is_empty(
    $$ select name from functions except select name from expected_functions $$,
    'every function should be in the matrix');
select is_empty(
    $$ select name from expected_functions except select name from functions $$,
    'the matrix should name no function that is not there');
select is_empty(
    $$ select e.name, r.short, r.short = any (string_to_array(e.roles, ' ')) as expected
         from expected_functions as e
         join functions as f on f.name = e.name
        cross join roles as r
        where has_function_privilege(r.name, f.oid, 'execute')
              <> (r.short = any (string_to_array(e.roles, ' '))) $$,
    'functions should be executed by the roles of the matrix, and no others');

-- Tables and views
select is_empty(
    $$ select name from relations where not relispartition
       except select name from expected_relations $$,
    'every table and view should be in the matrix');
select is_empty(
    $$ select name from expected_relations except select name from relations $$,
    'the matrix should name no table or view that is not there');
select is_empty(
    $$ select e.name, r.short, r.short = any (string_to_array(e.roles, ' ')) as expected
         from expected_relations as e
         join relations as t on t.name = e.name
        cross join roles as r
        where has_table_privilege(r.name, t.oid, 'select')
              <> (r.short = any (string_to_array(e.roles, ' '))) $$,
    'tables and views should be read by the roles of the matrix, and no others');
select is_empty(
    $$ select t.name, r.short, p.privilege
         from relations as t
        cross join roles as r
        cross join (values ('insert'), ('update'), ('delete'), ('truncate'), ('references'),
                           ('trigger')) as p (privilege)
        where has_table_privilege(r.name, t.oid, p.privilege) $$,
    'no role should write a table');
select is_empty(
    $$ select t.name, r.short, p.privilege
         from relations as t
        cross join roles as r
        cross join (values ('insert'), ('update'), ('references')) as p (privilege)
        where has_any_column_privilege(r.name, t.oid, p.privilege)
          and (t.name, p.privilege) <> ('audience.subscriber_import_rows', 'insert') $$,
    'no role should write a column, but of lines of files, for COPY');
select is_empty(
    $$ select t.name, r.short
         from relations as t
        cross join roles as r
        where t.relispartition and has_any_column_privilege(r.name, t.oid, 'select') $$,
    'no role should reach a partition but through its table');
select results_eq(
    $$ select t.name, r.short,
              string_agg(a.attname::text collate "default", ' '
                         order by a.attname::text collate "C")
         from relations as t
        cross join roles as r
         join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where has_column_privilege(r.name, t.oid, a.attnum, 'select')
          and not has_table_privilege(r.name, t.oid, 'select')
        group by t.name, r.short
        order by t.name collate "C", r.short collate "C" $$,
    $$ select e.name, r.short, e.columns
         from expected_columns as e
        cross join lateral string_to_table(e.roles, ' ') as r (short)
        order by e.name collate "C", r.short collate "C" $$,
    'columns beside a secret should be read by the roles of the matrix, and no others');

-- Sequences, schemas, roles
select is_empty(
    $$ select c.oid::regclass, r.short
         from pg_class as c
        cross join roles as r
        where c.relkind = 'S' and c.relnamespace in (select oid from ours)
          and has_sequence_privilege(r.name, c.oid, 'usage, select, update') $$,
    'no role should turn a sequence');
select results_eq(
    $$ select o.name, string_agg(r.short, ' ' order by r.short collate "C")
         from ours as o
         join roles as r on has_schema_privilege(r.name, o.oid, 'usage')
        group by o.name order by o.name collate "C" $$,
    $$ values ('admin', 'admin editor reader worker'),
              ('analytics', 'admin editor reader worker'),
              ('audience', 'admin app editor reader worker'),
              ('audit', 'admin editor reader worker'),
              ('content', 'admin app editor reader worker'),
              ('newsletter', 'admin app editor reader worker'),
              ('ops', 'admin app editor reader worker'),
              ('scraping', 'admin editor reader worker'),
              ('social', 'admin editor reader worker') $$,
    'schemas should be used by the roles of the matrix, and no others');
select is_empty(
    $$ select o.name, r.short from ours as o cross join roles as r
        where has_schema_privilege(r.name, o.oid, 'create') $$,
    'no role should create in our schemas');
select results_eq(
    $$ select m.member::regrole::text, m.roleid::regrole::text, m.admin_option
         from pg_auth_members as m
        where m.member::regrole::text in (
                  select name from roles union values ('aquascene_owner'))
        order by 1, 2 $$,
    $$ values ('aquascene_admin', 'aquascene_editor', false),
              ('aquascene_admin', 'aquascene_reader', false),
              ('aquascene_editor', 'aquascene_reader', false),
              ('aquascene_worker', 'aquascene_reader', false) $$,
    'group roles should be members of these, and no others');
select is_empty(
    $$ select r.rolname
         from pg_roles as r
        where r.rolname in (select name from roles union values ('aquascene_owner'))
          and (r.rolcanlogin or r.rolsuper or r.rolcreaterole or r.rolcreatedb
               or r.rolreplication or r.rolbypassrls) $$,
    'group roles should neither sign in nor hold attributes');
select is_empty(
    $$ select d.defaclrole::regrole, d.defaclobjtype
         from pg_default_acl as d
        where d.defaclrole = 'aquascene_owner'::regrole $$,
    'nothing should be granted by default');

-- The catalog is one thing, doing it another: a few real attempts, on rows that are there.
select test.content('published');
select test.subscriber();
insert into ops.settings (key, value, description) values ('test.number', '1', '');
select throws_ok(
    format('set local role %I; %s', a.role, a.statement), '42501', null,
    format('%s: %s', a.role, a.statement))
  from (values
            ('aquascene_reader', 'select password_hash from admin.admin_users'),
            ('aquascene_reader', 'select * from social.social_accounts'),
            ('aquascene_reader', 'select from ops.secrets'),
            ('aquascene_reader', 'update content.generated_content set title = ''x'''),
            ('aquascene_reader', 'select ops.set_setting(''test.number'', ''2'')'),
            ('aquascene_app', 'select from audience.subscribers'),
            ('aquascene_app', 'select from content.generated_content'),
            ('aquascene_app', 'select ops.setting(''test.number'')'),
            ('aquascene_app', 'select newsletter.claim_batch(''w'')'),
            ('aquascene_editor', 'update content.generated_content set status = ''archived'''),
            ('aquascene_editor', 'delete from audience.subscribers'),
            ('aquascene_editor', 'select content.claim_raw(''w'')'),
            ('aquascene_editor', 'select admin.create_user(''a'', ''b'', ''c'', ''d'')'),
            ('aquascene_worker', 'insert into audit.audit_log default values'),
            ('aquascene_worker', 'select content.publish(gen_random_uuid())'),
            ('aquascene_worker', 'select ops._sign_token(''open'', '''')'),
            ('aquascene_admin', 'truncate audit.audit_log'),
            ('aquascene_admin', 'drop table ops.settings'),
            ('aquascene_admin', 'update ops.settings set value = ''2'''),
            ('aquascene_admin', 'select ops._secret(''token'')')
       ) as a (role, statement);
select is(
    pg_has_role('aquascene_admin', 'aquascene_owner', 'member'), false,
    'an admin should not become the owner');
select lives_ok(
    format('set local role %I; %s', a.role, a.statement), format('%s: %s', a.role, a.statement))
  from (values
            ('aquascene_app', 'select * from content.published_article(gen_random_uuid())'),
            ('aquascene_reader', 'select * from analytics.system_health'),
            ('aquascene_reader', 'select * from ops.partition_report'),
            ('aquascene_reader', 'select * from analytics.subscriber_journey'),
            ('aquascene_reader', 'select * from newsletter.delivery_accounting'),
            ('aquascene_worker', 'select content.release_expired_leases()'),
            ('aquascene_admin', 'select ops.set_setting(''test.number'', ''2'')')
       ) as a (role, statement);

select * from finish();
rollback;
