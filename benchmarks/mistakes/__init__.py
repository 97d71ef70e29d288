"""Mistakes as people make them, by what they are about; each is planted by chance."""
