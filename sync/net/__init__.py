"""Conversations with other machines: every one has an end, in time and in size."""
