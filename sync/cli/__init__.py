"""The command line: its commands, and how results are shown to people."""
