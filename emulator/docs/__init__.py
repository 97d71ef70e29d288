"""Docs v1, as far as a client's first steps go: reading, and changing text."""

from emulator.docs.service import ROUTES

__all__ = ["ROUTES"]
