-- Webhooks: endpoints, the outbox, deliveries and their attempts.

-- Where the outside is told of what happened. The secrets are kept as they are: signatures are made
-- with them.
CREATE TABLE webhooks (
    id                    TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    url                   TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    description           TEXT CHECK (length(description) BETWEEN 1 AND 500),
    -- What it is told of, with commas between; empty for everything.
    events                TEXT NOT NULL,
    lang                  TEXT CHECK (length(lang) = 2),
    status                TEXT NOT NULL CHECK (status IN ('active', 'paused', 'disabled')),
    status_reason         TEXT CHECK (length(status_reason) BETWEEN 1 AND 500),
    secret                TEXT NOT NULL CHECK (length(secret) BETWEEN 24 AND 100),
    -- The secret before the last rotation, which is good for a while.
    previous_secret       TEXT CHECK (length(previous_secret) BETWEEN 24 AND 100),
    previous_secret_until TEXT CHECK (length(previous_secret_until) = 27),
    created_at            TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at            TEXT NOT NULL CHECK (length(updated_at) = 27),
    -- How the last deliveries went: no change of the record.
    failures              INTEGER NOT NULL CHECK (failures >= 0),
    last_delivered_at     TEXT CHECK (length(last_delivered_at) = 27),
    last_failed_at        TEXT CHECK (length(last_failed_at) = 27),
    -- Nothing is sent before this.
    rests_until           TEXT CHECK (length(rests_until) = 27),
    -- Which process delivers to it, and until when it may.
    lease                 TEXT CHECK (length(lease) = 36),
    leased_until          TEXT CHECK (length(leased_until) = 27),
    CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
    CHECK ((lease IS NULL) = (leased_until IS NULL))
);

-- The outbox: what is to be told, written with the change itself. It holds no data of members, only
-- which one it is about; what is told of it is made when it is sent.
CREATE TABLE webhook_events (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    -- The order of events: the number of the change, and the place within it.
    place           BIGINT NOT NULL CHECK (place >= 0),
    kind            TEXT NOT NULL CHECK (length(kind) > 0),
    -- The member that it is about, if it is about one; no reference, for it outlives the member.
    member_id       TEXT CHECK (length(member_id) = 36),
    -- The proposal or import that it is about.
    subject_id      TEXT CHECK (length(subject_id) = 36),
    -- The public revision that shows it.
    public_revision BIGINT CHECK (public_revision >= 1),
    occurred_at     TEXT NOT NULL CHECK (length(occurred_at) = 27)
);

CREATE INDEX webhook_events_by_time ON webhook_events (occurred_at);

-- What is told to whom.
CREATE TABLE webhook_deliveries (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    webhook_id      TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id        TEXT NOT NULL REFERENCES webhook_events (id) ON DELETE CASCADE,
    place           BIGINT NOT NULL CHECK (place >= 0),
    -- Deliveries with the same lane keep their order.
    lane            TEXT NOT NULL CHECK (length(lane) > 0),
    status          TEXT NOT NULL CHECK (status IN ('pending', 'delivered', 'failed', 'skipped')),
    -- How often it was tried since it was last asked for.
    attempts        INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt_at TEXT CHECK (length(next_attempt_at) = 27),
    finished_at     TEXT CHECK (length(finished_at) = 27),
    UNIQUE (webhook_id, event_id),
    CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL))
);

CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, place);
CREATE INDEX webhook_deliveries_by_lane ON webhook_deliveries (webhook_id, status, lane, place);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event_id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (status, next_attempt_at);

-- Each try to deliver.
CREATE TABLE webhook_attempts (
    delivery_id TEXT NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1),
    began_at    TEXT NOT NULL CHECK (length(began_at) = 27),
    duration_ms BIGINT NOT NULL CHECK (duration_ms >= 0),
    status_code INTEGER CHECK (status_code BETWEEN 100 AND 999),
    error       TEXT CHECK (length(error) BETWEEN 1 AND 500),
    -- The beginning of what was answered.
    excerpt     TEXT CHECK (length(excerpt) BETWEEN 1 AND 500),
    PRIMARY KEY (delivery_id, number)
);

-- The trail tells of webhooks too.
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN ('network', 'service_type', 'member', 'proposal', 'api_key', 'import', 'webhook')
    );
