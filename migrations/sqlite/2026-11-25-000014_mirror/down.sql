ALTER TABLE purged_members DROP COLUMN public_updated_at;
ALTER TABLE purged_members DROP COLUMN public_revision;
ALTER TABLE purged_members DROP COLUMN merged_into;
ALTER TABLE purged_members DROP COLUMN slug;
DROP TABLE mirror_pages;
DROP TABLE mirror;
