"""The nightly worker: an office's spreadsheet in, its official plan and mail out."""

__version__ = "0.1.0"
