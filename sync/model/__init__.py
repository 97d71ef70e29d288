"""Our words, as frozen values: everything that passes between two rooms.

Nothing here reads, writes or knows the time.
"""
