"""What follows from a plan alone: labels, matching, owners, totals, changes."""
