"""A real mail server on loopback, and the mail that goes through it."""
