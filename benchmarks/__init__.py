"""Measurements: run by hand (``run.py bench``), never by the tests."""
