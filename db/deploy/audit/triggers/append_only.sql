-- Deploy aquascene:audit/triggers/append_only to pg
-- requires: audit/functions/verify_chain
-- requires: audit/tables/system_events

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit._guard_entry()
returns trigger
language plpgsql
volatile
security definer                            -- vouches with the owner's key
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person constant text := nullif(current_setting('aquascene.erases', true), '');
    _redaction audit.redactions;
begin
    -- ops.apply_retention deletes what is older than the policy says; ops.create_monthly_partition
    -- moves strays to their month. Should they get lost there, audit.verify_chain finds it.
    if tg_op = 'DELETE'
        and (old.changed_at < audit._kept_since() or tg_table_name = 'audit_log_default')
    then
        return old;
    end if;
    -- audience.erase_subscriber blots a person out of the data, and of nothing else.
    if tg_op = 'UPDATE' and _person is not null
        and (old.id, old.table_name, old.record_id, old.action, old.changed_by, old.changed_at,
             old.ip_address, old.user_agent, old.xid, old.number, old.erased_digest)
            is not distinct from
            (new.id, new.table_name, new.record_id, new.action, new.changed_by, new.changed_at,
             new.ip_address, new.user_agent, new.xid, new.number, new.erased_digest)
    then
        new.erased_digest := coalesce(old.erased_digest,
                                      audit._data_digest(old.old_data, old.new_data));
        _redaction := row(old.id, old.changed_at, new.erased_digest,
                          audit._data_digest(new.old_data, new.new_data), _person::uuid,
                          ops.now(), ''::bytea);
        _redaction.proof := audit._redaction_proof(_redaction, ops._secret('audit'));
        insert into audit.redactions select _redaction.*
        on conflict on constraint redactions_pkey do update
           set redacted_digest = excluded.redacted_digest, erased_for = excluded.erased_for,
               redacted_at = excluded.redacted_at, proof = excluded.proof;
        return new;
    end if;

    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('the audit log is only written to, and entry %s is there', old.id),
        detail  = format('Entry %s of %s, %s.', old.id, old.changed_at, tg_op),
        hint    = 'Erase a person by audience.erase_subscriber; let ops.apply_retention remove '
                  'what is old.';
end;
$function$;

comment on function audit._guard_entry is
$$Trigger, before update or delete on audit.audit_log for each row: refuses, the owner too. Lets
audience.erase_subscriber blot out data, keeping their digest and vouching for it in
audit.redactions, ops.apply_retention delete what is old, and ops.create_monthly_partition move
strays. Errors: 55000 anything else.$$;

revoke execute on function audit._guard_entry from public;

create or replace function audit._refuse_truncate()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%I.%I is only written to', tg_table_schema, tg_table_name),
        hint    = 'Let ops.apply_retention remove what is old.';
end;
$function$;

comment on function audit._refuse_truncate is
$$Trigger, before truncate or a change of what is only added to: refuses. Errors: 55000 always.$$;

revoke execute on function audit._refuse_truncate from public;

create trigger append_only before update or delete on audit.audit_log
    for each row execute function audit._guard_entry();
create trigger never_truncated before truncate on audit.audit_log
    for each statement execute function audit._refuse_truncate();
create trigger append_only before update or delete or truncate on audit.seals
    for each statement execute function audit._refuse_truncate();
create trigger never_truncated before truncate on audit.system_events
    for each statement execute function audit._refuse_truncate();

commit;
