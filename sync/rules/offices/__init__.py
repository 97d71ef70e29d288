"""Rules on whose a plan is: its office, the places around it, and others left in it."""
