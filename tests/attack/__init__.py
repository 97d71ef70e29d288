"""Slow attacks from outside, bounded in time: ``python -m tests.attack``."""
