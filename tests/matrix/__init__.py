"""Every step of a cycle, cut off."""
