"""Ways by which the public folder leaves this machine."""
