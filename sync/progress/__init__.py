"""What becomes of a plan: rounds, what staff report in them, what that adds up to."""
