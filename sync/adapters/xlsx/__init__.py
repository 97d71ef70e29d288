"""Workbooks as Excel keeps them: parts, cells, notes, and edits cell by cell."""
