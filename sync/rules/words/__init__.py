"""Rules on how a text is written: spelling, terms, laws, and what was left to fill in."""
