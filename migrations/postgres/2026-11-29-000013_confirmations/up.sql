-- How long ago entries were confirmed, of the members for whom somebody speaks: what says whether
-- somebody does stands in it too, so that nothing else is read of them.
CREATE INDEX members_by_confirmation ON members
    (withdrawn_at, merged_into, coalesce(verified_at, created_at), id, membership_status, verified_at, created_at);

-- With the round it says by itself which links went out with reminders.
DROP INDEX personal_links_by_member;
CREATE INDEX personal_links_by_member ON personal_links (member_id, made_at, round);
