"""Thai as staff type it: digits, dates, money, and keys that compare equal."""
