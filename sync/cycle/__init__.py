"""One cycle, from the sheet to the mail, and what it works with."""
