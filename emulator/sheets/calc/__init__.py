"""Formulas: reading, moving and calculating them."""
