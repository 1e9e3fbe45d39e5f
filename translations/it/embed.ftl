# The list that other sites embed, and the page on which it is put together.
