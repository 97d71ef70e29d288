"""Rules on years, periods, days and hours."""
