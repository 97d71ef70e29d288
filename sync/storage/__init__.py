"""Files on this machine: replaced whole, safely on disk, and never outside a folder."""
