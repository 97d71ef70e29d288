"""A province: many offices, each as if it were alone.

What is due at an office follows from its own ledger and the clock, as everywhere; here
it becomes visits, which are queued and made by warm children within a budget of time.
"""
