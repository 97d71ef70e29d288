"""The cycle's stages, each a function from values to values."""
