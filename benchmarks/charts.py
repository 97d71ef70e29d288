"""Charts as SVG, made of nothing but text."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.figures import Figure
from benchmarks.fitting import fit, worst_exponent

_WIDTH = 760
_COLOURS = ("#1f77b4", "#d95f02", "#1b9e77", "#7570b3", "#a6761d", "#e7298a")
_MET, _MISSED, _INK, _FAINT = "#1b9e77", "#c0392b", "#333333", "#dddddd"


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one thing; x is the number of projects, y seconds."""

    name: str
    points: Sequence[tuple[float, float]]


# --- how something grows ----------------------------------------------------------

_LEFT, _TOP, _PLOT_WIDTH, _PLOT_HEIGHT = 70, 40, 470, 330
_BOTTOM = _TOP + _PLOT_HEIGHT


@dataclass(frozen=True, slots=True)
class _Decades:
    """An axis of powers of ten, from ``first`` to ``last``, over so many pixels."""

    first: int
    last: int
    start: float
    length: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self.start + share * self.length

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.first, self.last + 1)]


def growth_chart(series: Sequence[Series], smallest: float) -> str:
    """Draw seconds over projects, both logarithmic, with the curves that fit.

    Sizes below ``smallest`` are shown, and left out of the fit.
    """
    x = _axis([x for one in series for x, _ in one.points], _LEFT, _PLOT_WIDTH)
    y = _axis([y for one in series for _, y in one.points], _BOTTOM, -_PLOT_HEIGHT)
    parts = [*_grid(x, y)]
    ends = []
    for one, colour in zip(series, _COLOURS, strict=False):
        counted = [point for point in one.points if point[0] >= smallest]
        curve = fit(counted)
        first, last = min(counted)[0], max(counted)[0]
        places = [(x.at(size), y.at(curve.at(size))) for size in (first, last)]
        parts.append(_line(*places[0], *places[1], colour, dashed=True))
        parts += [
            f'<circle cx="{x.at(size):.1f}" cy="{y.at(value):.1f}" r="4"'
            f' fill="{colour}"/>'
            for size, value in one.points
        ]
        ends.append((places[1][1], one, colour))
    ends.sort(key=lambda end: end[0])
    above = -math.inf
    for height, one, colour in ends:
        above = max(height + 4, above + 17)  # names must not lie on each other
        name = f"{one.name}: n^{worst_exponent(one.points):.2f}"
        parts.append(_text(_LEFT + _PLOT_WIDTH + 12, above, name, colour=colour))
    parts.append(
        _text(_LEFT + 20, 20, "Processor time of each stage (dashed: the fit)", 15)
    )
    middle = _LEFT + _PLOT_WIDTH / 2
    parts.append(_text(middle, _BOTTOM + 42, "projects in the plan", anchor="middle"))
    parts.append(_text(14, _TOP - 14, "seconds"))
    return _svg(_BOTTOM + 60, parts)


def _axis(values: Iterable[float], start: float, length: float) -> _Decades:
    powers = [math.log10(value) for value in values]
    return _Decades(math.floor(min(powers)), math.ceil(max(powers)), start, length)


def _grid(x: _Decades, y: _Decades) -> Iterator[str]:
    for tick in x.ticks:
        yield _line(x.at(tick), _TOP, x.at(tick), _BOTTOM, _FAINT)
        yield _text(x.at(tick), _BOTTOM + 20, f"{tick:,.0f}", anchor="middle")
    for tick in y.ticks:
        yield _line(_LEFT, y.at(tick), _LEFT + _PLOT_WIDTH, y.at(tick), _FAINT)
        yield _text(_LEFT - 8, y.at(tick) + 4, f"{tick:g}", anchor="end")


# --- bars -------------------------------------------------------------------------

_NAMES, _BARS, _BAR = 370, 300, 18


def bar_chart(series: Sequence[Series]) -> str:
    """Draw what each way takes for one project, in plans of different sizes."""
    sizes = [size for size, _ in series[0].points]
    rows = [
        (f"{size:,.0f} projects, {one.name}", 1000 * seconds / size, colour)
        for position, size in enumerate(sizes)
        for one, colour in zip(series, _COLOURS, strict=False)
        for seconds in [one.points[position][1]]
    ]
    longest = max(value for _, value, _ in rows)
    shown = [
        (name, value / longest, f"{value:.2f} ms", colour)
        for name, value, colour in rows
    ]
    title = "Rendering: milliseconds of processor time a project"
    return _svg(60 + 26 * len(shown), [_text(14, 22, title, 15), *_bars(shown)])


def target_chart(figures: Mapping[str, Iterable[Figure]]) -> str:
    """Draw how much of its target each figure of each subject takes up.

    Beyond the line it is missed.
    """
    most = 2.0
    rows = [
        (f"{subject}: {figure.what}", max(figure.shares))
        for subject, found in figures.items()
        for figure in found
        if figure.shares
    ]
    shown = [
        (
            name,
            min(share, most) / most,
            f"{share:.0%}",
            _MET if share <= 1 else _MISSED,
        )
        for name, share in rows
    ]
    bottom = 60 + 26 * len(shown)
    at = _NAMES + _BARS / most
    return _svg(
        bottom + 12,
        [
            _text(14, 22, "How much of its target each figure takes up", 15),
            _line(at, 36, at, bottom - 14, _INK, dashed=True),
            *_bars(shown),
            _text(at, bottom, "target", anchor="middle"),
        ],
    )


def _bars(rows: Iterable[tuple[str, float, str, str]]) -> Iterator[str]:
    """Yield bars: a name, a length from 0 to 1, what to write behind it, a colour."""
    for number, (name, share, said, colour) in enumerate(rows):
        top = 42 + 26 * number
        length = max(share * _BARS, 1)
        yield _text(_NAMES - 8, top + 14, name, anchor="end")
        yield (
            f'<rect x="{_NAMES}" y="{top}" width="{length:.1f}" height="{_BAR}"'
            f' fill="{colour}"/>'
        )
        yield _text(_NAMES + length + 6, top + 14, said)


# --- SVG --------------------------------------------------------------------------


def _svg(height: float, parts: Iterable[str]) -> str:
    box = f'width="{_WIDTH}" height="{height:.0f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="sans-serif">',
        f'<rect {box} fill="white"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _text(
    x: float,
    y: float,
    text: str,
    size: int = 12,
    *,
    anchor: str = "start",
    colour: str = _INK,
) -> str:
    look = f'font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
    look += ' paint-order="stroke" stroke="white" stroke-width="3"'  # over lines
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(text)}</text>'


def _line(
    x: float, y: float, to_x: float, to_y: float, colour: str, *, dashed: bool = False
) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}"{dashes}/>'
