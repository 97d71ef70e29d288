"""The edges that are Google's: sign-in, one patient session, the spreadsheet."""
