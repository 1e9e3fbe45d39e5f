DROP INDEX personal_links_by_member;
CREATE INDEX personal_links_by_member ON personal_links (member_id, made_at);
DROP INDEX members_by_confirmation;
