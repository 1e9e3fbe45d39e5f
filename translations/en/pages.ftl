# The directory's pages.

