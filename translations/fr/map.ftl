# The map.
