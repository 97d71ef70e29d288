"""Documents: which there are of a plan, what stands in them, how they are made."""
