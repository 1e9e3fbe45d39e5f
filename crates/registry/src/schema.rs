//! The tables, as the migrations make them.

use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    network (only_row) {
        only_row -> Integer,
        id -> Text,
        name -> Text,
        short_name -> Nullable<Text>,
        website -> Nullable<Text>,
        founded_year -> Nullable<Integer>,
        sample_data -> Bool,
        revision -> BigInt,
        public_revision -> BigInt,
        public_updated_at -> Text,
        updated_at -> Text,
    }
}

table! {
    network_descriptions (language) {
        language -> Text,
        text -> Text,
    }
}

table! {
    service_types (code) {
        code -> Text,
        parent -> Nullable<Text>,
        position -> Integer,
    }
}

table! {
    service_type_labels (code, language) {
        code -> Text,
        language -> Text,
        label -> Text,
    }
}

table! {
    members (id) {
        id -> Text,
        external_id -> Nullable<Text>,
        slug -> Text,
        name -> Text,
        name_language -> Nullable<Text>,
        acronym -> Nullable<Text>,
        country -> Text,
        website -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        founded_year -> Nullable<Integer>,
        membership_type -> Text,
        membership_status -> Text,
        joined_on -> Nullable<Text>,
        left_on -> Nullable<Text>,
        listing -> Text,
        verified_at -> Nullable<Text>,
        withdrawn_at -> Nullable<Text>,
        merged_into -> Nullable<Text>,
        created_at -> Text,
        updated_at -> Text,
        version -> BigInt,
        revision -> BigInt,
        public_revision -> Nullable<BigInt>,
        public_updated_at -> Nullable<Text>,
    }
}

table! {
    member_slugs (slug) {
        slug -> Text,
        member_id -> Text,
    }
}

table! {
    member_names (member_id, position) {
        member_id -> Text,
        position -> Integer,
        language -> Nullable<Text>,
        name -> Text,
    }
}

table! {
    member_languages (member_id, position) {
        member_id -> Text,
        position -> Integer,
        language -> Text,
    }
}

table! {
    member_summaries (member_id, language) {
        member_id -> Text,
        language -> Text,
        text -> Text,
    }
}

table! {
    locations (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        kind -> Text,
        label -> Nullable<Text>,
        address -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        city -> Text,
        region -> Nullable<Text>,
        country -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        opening_hours -> Nullable<Text>,
        visibility -> Text,
    }
}

table! {
    location_languages (location_id, position) {
        location_id -> Text,
        position -> Integer,
        language -> Text,
    }
}

table! {
    location_accessibility (location_id, language) {
        location_id -> Text,
        language -> Text,
        text -> Text,
    }
}

table! {
    service_offers (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        service -> Text,
        location_id -> Nullable<Text>,
        audience -> Nullable<Text>,
        eligibility -> Nullable<Text>,
        access -> Nullable<Text>,
        free_of_charge -> Nullable<Bool>,
        in_person -> Bool,
        by_phone -> Bool,
        online -> Bool,
    }
}

table! {
    service_offer_descriptions (offer_id, language) {
        offer_id -> Text,
        language -> Text,
        text -> Text,
    }
}

table! {
    service_offer_languages (offer_id, position) {
        offer_id -> Text,
        position -> Integer,
        language -> Text,
    }
}

table! {
    service_offer_countries (offer_id, position) {
        offer_id -> Text,
        position -> Integer,
        country -> Text,
    }
}

table! {
    contacts (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        name -> Text,
        role -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        legal_basis -> Text,
        consented_on -> Nullable<Text>,
    }
}

table! {
    notes (id) {
        id -> Text,
        member_id -> Text,
        position -> Integer,
        text -> Text,
        recorded_at -> Text,
    }
}

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
        prefix -> Text,
        hash -> Text,
        created_at -> Text,
        expires_at -> Nullable<Text>,
        last_used_at -> Nullable<Text>,
        revoked_at -> Nullable<Text>,
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
    service_type_former_codes (former_code) {
        former_code -> Text,
        code -> Text,
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
    }
}

table! {
    mirror_pages (position) {
        position -> Integer,
        body -> Text,
    }
}

table! {
    purged_slugs (slug) {
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
allow_tables_to_appear_in_same_query!(locations, location_languages, location_accessibility);
allow_tables_to_appear_in_same_query!(
    service_offers,
    service_offer_descriptions,
    service_offer_languages,
    service_offer_countries,
);
