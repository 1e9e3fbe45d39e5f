DELETE FROM purged_slugs AS one USING purged_slugs AS other
    WHERE one.slug = other.slug AND one.member_id < other.member_id;
ALTER TABLE purged_slugs DROP CONSTRAINT purged_slugs_pkey;
ALTER TABLE purged_slugs ADD PRIMARY KEY (slug);
