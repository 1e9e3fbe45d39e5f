-- A slug may have led to several members that are gone.
ALTER TABLE purged_slugs DROP CONSTRAINT purged_slugs_pkey;
ALTER TABLE purged_slugs ADD PRIMARY KEY (member_id, slug);
