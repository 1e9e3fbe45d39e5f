-- How long ago entries were confirmed, of the members for whom somebody speaks: what says whether
-- somebody does stands in it too, so that nothing else is read of them.
CREATE INDEX members_by_confirmation ON members
    (coalesce(verified_at, created_at), id, membership_status, withdrawn_at, merged_into, verified_at, created_at);
