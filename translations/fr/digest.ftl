# The digest and the feed.
