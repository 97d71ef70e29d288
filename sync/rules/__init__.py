"""What is wrong with a plan: the rules, and what they know besides it."""
