"""Rules on what becomes of a plan: what is reported of it, and decided on it."""
