ALTER TABLE purged_slugs RENAME TO slugs_of_purged;
CREATE TABLE purged_slugs (
    slug      TEXT NOT NULL PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 100),
    member_id TEXT NOT NULL REFERENCES purged_members (id) ON DELETE CASCADE
) STRICT;
INSERT INTO purged_slugs (slug, member_id)
    SELECT slug, max(member_id) FROM slugs_of_purged GROUP BY slug;
DROP TABLE slugs_of_purged;
