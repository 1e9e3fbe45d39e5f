-- The history of what the public saw, for mirrors, feeds and digests. It holds nothing that was not
-- public, and tells of private changes by nothing, not even by a gap.
CREATE TABLE public_changes (
    public_revision INTEGER NOT NULL CHECK (public_revision >= 1),
    -- The place within the revision: one change may move several members.
    position        INTEGER NOT NULL CHECK (position >= 0),
    recorded_at     TEXT NOT NULL CHECK (length(recorded_at) = 27),
    -- The member that it is about; absent for the network's profile and taxonomy.
    member_id       TEXT,
    kind            TEXT NOT NULL CHECK (kind IN ('published', 'changed', 'withdrawn')),
    -- What the public saw of the member before and after, in short, as JSON; absent where it saw
    -- nothing, and after the member was purged.
    before          TEXT,
    after           TEXT,
    PRIMARY KEY (public_revision, position)
) STRICT;

CREATE INDEX public_changes_by_member ON public_changes (member_id);
CREATE INDEX public_changes_by_time ON public_changes (recorded_at);
