-- A slug may have led to several members that are gone.
ALTER TABLE purged_slugs RENAME TO slugs_of_purged;
CREATE TABLE purged_slugs (
    slug      TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
    member_id TEXT NOT NULL REFERENCES purged_members (id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, slug)
) STRICT;
INSERT INTO purged_slugs (slug, member_id)
    SELECT slug, member_id FROM slugs_of_purged;
DROP TABLE slugs_of_purged;
