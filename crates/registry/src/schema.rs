//! The tables, as the migrations make them, but for those of the records themselves, which stand
//! with their rows.

use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    membership_events (id) {
        id -> Text,
        member_id -> Text,
        from_status -> Nullable<Text>,
        to_status -> Text,
        occurred_on -> Text,
        reason -> Nullable<Text>,
        recorded_at -> Text,
        revision -> BigInt,
    }
}

table! {
    api_keys (id) {
        id -> Text,
        label -> Text,
        role -> Text,
        member_id -> Nullable<Text>,
        staff_id -> Nullable<Text>,
        prefix -> Text,
        hash -> Text,
        created_at -> Text,
        expires_at -> Nullable<Text>,
        last_used_at -> Nullable<Text>,
        revoked_at -> Nullable<Text>,
    }
}

table! {
    staff (id) {
        id -> Text,
        name -> Text,
        email -> Text,
        role -> Text,
        language -> Text,
        created_at -> Text,
        removed_at -> Nullable<Text>,
    }
}

table! {
    sign_in_links (staff_id) {
        staff_id -> Text,
        hash -> Text,
        expires_at -> Text,
    }
}

table! {
    mails (id) {
        id -> Text,
        kind -> Text,
        recipient -> Text,
        language -> Text,
        member_id -> Nullable<Text>,
        content -> Nullable<Text>,
        created_at -> Text,
        status -> Text,
        attempts -> Integer,
        next_attempt_at -> Nullable<Text>,
        finished_at -> Nullable<Text>,
        error -> Nullable<Text>,
        lease -> Nullable<Text>,
        leased_until -> Nullable<Text>,
    }
}

table! {
    mail_stops (id) {
        id -> Text,
        address -> Text,
        cause -> Text,
        detail -> Nullable<Text>,
        since -> Text,
    }
}

table! {
    personal_links (id) {
        id -> Text,
        hash -> Text,
        member_id -> Text,
        contact_id -> Nullable<Text>,
        language -> Text,
        round -> Nullable<Integer>,
        made_at -> Text,
        expires_at -> Text,
        revoked_at -> Nullable<Text>,
        answered_at -> Nullable<Text>,
    }
}

table! {
    reports (id) {
        id -> Text,
        member_id -> Text,
        kind -> Text,
        status -> Text,
        filed_at -> Text,
        link_id -> Nullable<Text>,
        text -> Nullable<Text>,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
        decided_at -> Nullable<Text>,
        language -> Nullable<Text>,
    }
}

table! {
    audit_entries (revision, position) {
        revision -> BigInt,
        position -> Integer,
        recorded_at -> Text,
        key_id -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        subject_id -> Text,
        member_id -> Nullable<Text>,
        details -> Nullable<Text>,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        erased_at -> Nullable<Text>,
        emptied_at -> Nullable<Text>,
    }
}

table! {
    proposals (id) {
        id -> Text,
        member_id -> Text,
        status -> Text,
        filed_at -> Text,
        document -> Text,
    }
}

table! {
    idempotent_requests (key_id, idempotency_key) {
        key_id -> Text,
        idempotency_key -> Text,
        fingerprint -> Text,
        member_id -> Nullable<Text>,
        recorded_at -> Text,
        answer -> Nullable<Text>,
    }
}

table! {
    imports (id) {
        id -> Text,
        key_id -> Text,
        status -> Text,
        created_at -> Text,
        attempt -> Integer,
        beat_at -> Text,
        progress -> Nullable<Text>,
        document -> Text,
    }
}

table! {
    import_pieces (import_id, file, position) {
        import_id -> Text,
        file -> Integer,
        position -> Integer,
        content -> Binary,
    }
}

table! {
    import_items (import_id, position) {
        import_id -> Text,
        position -> BigInt,
        kind -> Text,
        member_key -> Nullable<Text>,
        digest -> Nullable<Text>,
        document -> Text,
    }
}

table! {
    purged_members (id) {
        id -> Text,
        revision -> BigInt,
        purged_at -> Text,
        published -> Bool,
        slug -> Nullable<Text>,
        merged_into -> Nullable<Text>,
        public_revision -> Nullable<BigInt>,
        public_updated_at -> Nullable<Text>,
    }
}

table! {
    mirror (only_row) {
        only_row -> Integer,
        origin -> Text,
        next -> Nullable<Text>,
        fresh -> Bool,
        copied_at -> BigInt,
        epoch -> Nullable<Text>,
        held -> Nullable<Text>,
        accepted -> Bool,
    }
}

table! {
    program (only_row) {
        only_row -> Integer,
        version -> Text,
    }
}

table! {
    mirror_pages (position) {
        position -> Integer,
        body -> Text,
    }
}

table! {
    accepted_exposures (id) {
        id -> Text,
        member_id -> Text,
    }
}

table! {
    distinct_members (member_id, other_id) {
        member_id -> Text,
        other_id -> Text,
    }
}

table! {
    purged_slugs (member_id, slug) {
        slug -> Text,
        member_id -> Text,
    }
}

table! {
    public_changes (public_revision, position) {
        public_revision -> BigInt,
        position -> Integer,
        recorded_at -> Text,
        member_id -> Nullable<Text>,
        kind -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
    }
}

table! {
    mappings (name) {
        name -> Text,
        mapping -> Text,
        created_at -> Text,
        updated_at -> Text,
    }
}

table! {
    webhooks (id) {
        id -> Text,
        url -> Text,
        description -> Nullable<Text>,
        events -> Text,
        lang -> Nullable<Text>,
        status -> Text,
        status_reason -> Nullable<Text>,
        secret -> Text,
        previous_secret -> Nullable<Text>,
        previous_secret_until -> Nullable<Text>,
        created_at -> Text,
        updated_at -> Text,
        failures -> Integer,
        last_delivered_at -> Nullable<Text>,
        last_failed_at -> Nullable<Text>,
        rests_until -> Nullable<Text>,
        lease -> Nullable<Text>,
        leased_until -> Nullable<Text>,
    }
}

table! {
    webhook_events (id) {
        id -> Text,
        place -> BigInt,
        kind -> Text,
        member_id -> Nullable<Text>,
        subject_id -> Nullable<Text>,
        public_revision -> Nullable<BigInt>,
        occurred_at -> Text,
    }
}

table! {
    webhook_deliveries (id) {
        id -> Text,
        webhook_id -> Text,
        event_id -> Text,
        place -> BigInt,
        lane -> Text,
        status -> Text,
        attempts -> Integer,
        next_attempt_at -> Nullable<Text>,
        finished_at -> Nullable<Text>,
    }
}

table! {
    webhook_attempts (delivery_id, number) {
        delivery_id -> Text,
        number -> Integer,
        began_at -> Text,
        duration_ms -> BigInt,
        status_code -> Nullable<Integer>,
        error -> Nullable<Text>,
        excerpt -> Nullable<Text>,
    }
}

diesel::joinable!(webhook_deliveries -> webhook_events (event_id));
diesel::joinable!(webhook_deliveries -> webhooks (webhook_id));
allow_tables_to_appear_in_same_query!(webhook_deliveries, webhook_events, webhooks);
