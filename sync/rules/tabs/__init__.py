"""Rules on what stands in a plan's tabs and under its headings, and what is lacking."""
