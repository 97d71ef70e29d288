"""The spreadsheet as staff see it: how it is read, and what is written into it."""
