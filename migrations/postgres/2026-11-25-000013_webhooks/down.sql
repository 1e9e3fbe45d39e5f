DROP TABLE webhook_attempts;
DROP TABLE webhook_deliveries;
DROP TABLE webhook_events;
DROP TABLE webhooks;

DELETE FROM audit_entries WHERE subject = 'webhook';
ALTER TABLE audit_entries
    DROP CONSTRAINT audit_entries_subject_check,
    ADD CONSTRAINT audit_entries_subject_check CHECK (
        subject IN ('network', 'service_type', 'member', 'proposal', 'api_key', 'import')
    );
