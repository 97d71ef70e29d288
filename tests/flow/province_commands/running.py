"""A command of a province, and the link of an office's sheet."""

from collections.abc import Callable

from click.testing import Result

LINK = "https://docs.google.com/spreadsheets/d/1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/edit"
Run = Callable[..., Result]
