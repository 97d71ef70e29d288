"""Mail: on which occasion, to whom, saying what, and how it leaves once."""
