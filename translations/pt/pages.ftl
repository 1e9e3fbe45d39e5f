# The directory's pages.
