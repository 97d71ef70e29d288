"""Colours as Google keeps them: eight bits a channel, once plain and once as a style."""

import math
import struct
from collections.abc import Container
from functools import cache

from emulator.web import JSON

THEME: dict[str, JSON] = {
    "TEXT": {},
    "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}
"""What a new spreadsheet's theme colours look like."""


def quantized(color: JSON) -> JSON:
    """Return a colour as it comes back: of 256 levels, black channels left out."""
    made = {}
    for channel, value in color.items():
        if channel == "alpha":
            made[channel] = value
            continue
        # in single precision a level that was given out comes back as itself
        level = min(255, max(0, math.floor(value * 255 + 1e-4)))
        if level:
            made[channel] = _level(level)
    return made


def complete(message: JSON, known: Container[str]) -> JSON:
    """Return a message with each colour both ways.

    The style decides when both are there.
    """
    made = dict(message)
    for name, value in message.items():
        if name.lower().endswith("colorstyle") and name[:-5] in known:
            theme = THEME.get(value.get("themeColor", ""), {})
            made[name[:-5]] = value.get("rgbColor", theme)
        elif name.lower().endswith("color") and f"{name}Style" in known:
            made.setdefault(f"{name}Style", {"rgbColor": value})
    return made


@cache
def _level(level: int) -> float:
    if level == 255:
        return 1
    packed = struct.pack("f", level / 255)
    digits = next(
        text
        for precision in range(6, 10)
        if struct.pack("f", float(text := f"{level / 255:.{precision}g}")) == packed
    )
    return float(digits)
