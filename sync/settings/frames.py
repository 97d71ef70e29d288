"""The NACC's frames: the names of the dimensions, by year."""

import tomllib
from functools import cache

from sync.resources import CONFIG
from sync.settings.values import Frame


@cache
def load_frames() -> tuple[Frame, ...]:
    """Read the frames that ship with the worker, once; the newest first."""
    raw = tomllib.loads((CONFIG / "frames.toml").read_text("utf-8"))
    return tuple(Frame.model_validate(frame) for frame in raw["frame"])


def dimension_names(
    frames: tuple[Frame, ...], fiscal_year: int | None
) -> tuple[str, str, str, str]:
    """Name the four dimensions for a fiscal year.

    Args:
        frames: the newest first.
        fiscal_year: in the Buddhist era; ``None`` where it cannot be read.

    Returns:
        The names of dimensions 1 to 4; the newest frame's when in doubt.
    """
    for frame in frames:
        if fiscal_year and frame.first_year <= fiscal_year <= frame.last_year:
            return frame.dimensions
    return frames[0].dimensions
