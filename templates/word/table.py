"""The official table: its two header rows, a row a project, the row รวมทั้งสิ้น."""

from dataclasses import dataclass

from templates.word.blocks import cell, loop_row, para, row, table, tag

_COLUMNS_BEFORE = ("ลำดับ", "รายการโครงการ (ตั้งต้น)", "มิติ", "งบประมาณ (บาท)")


@dataclass(frozen=True)
class Grid:
    """Widths of the columns in twentieths of a point; the four quarters are alike."""

    number: int
    name: int
    dimension: int
    budget: int
    quarter: int
    remark: int

    @property
    def widths(self) -> tuple[int, ...]:
        """Return the width of every column, left to right."""
        before = (self.number, self.name, self.dimension, self.budget)
        return (*before, *[self.quarter] * 4, self.remark)


# wide enough for nine digits of money; what has more is printed smaller, on one line
PORTRAIT = Grid(560, 3600, 440, 1500, 400, 1370)
LANDSCAPE = Grid(620, 8198, 560, 1560, 470, 2320)


def official_table(grid: Grid) -> str:
    """Return the table."""
    return table(
        grid.widths,
        _header_rows(grid),
        loop_row("for row in table.rows", grid.widths),
        _project_row(grid),
        loop_row("endfor", grid.widths),
        _totals_row(grid),
    )


def _header_rows(grid: Grid) -> str:
    number, name, dimension, budget, *quarters, remark = grid.widths

    def upper(text: str, width: int) -> str:
        return cell(para("TableHead", text), width, merge="restart")

    def lower(width: int) -> str:
        return cell(para("TableHead", ""), width, merge="continue")

    before = (number, name, dimension, budget)
    above = [upper(*one) for one in zip(_COLUMNS_BEFORE, before, strict=True)]
    above.append(cell(para("TableHead", "ดำเนินการไตรมาส"), sum(quarters), span=4))
    below = [lower(width) for width in before]
    below += [
        cell(para("TableHead", f"{{{{ {n}|table_digits }}}}"), width, tight=True)
        for n, width in enumerate(quarters, 1)
    ]
    return row(*above, upper("หมายเหตุ", remark), header=True) + row(
        *below, lower(remark), header=True
    )


def _project_row(grid: Grid) -> str:
    ticks = [
        cell(
            para("TableCentre", f"{{{{ row.quarter_{quarter} }}}}", "Tick"),
            grid.quarter,
            tight=True,
        )
        for quarter in (1, 2, 3, 4)
    ]
    return row(
        cell(para("TableCentre", "{{ row.number }}"), grid.number),
        cell(para("TableText", "{{ row.name }}"), grid.name),
        cell(para("TableCentre", "{{ row.dimension }}"), grid.dimension),
        cell(_money("TableMoney", "row.budget"), grid.budget),
        *ticks,
        cell(para("TableText", "{{ row.remark }}"), grid.remark),
    )


def _money(style: str, amount: str) -> str:
    shown = f"{{{{ {amount} }}}}"
    return "".join(
        [
            tag(f"if {amount}|length > {len('999,999,999.99')}"),
            para(f"{style}Long", shown),
            tag("else"),
            para(style, shown),
            tag("endif"),
        ]
    )


def _totals_row(grid: Grid) -> str:
    counts = [
        cell(
            para("TableTotal", f"{{{{ table.quarter_{quarter} }}}}"),
            grid.quarter,
            tight=True,
        )
        for quarter in (1, 2, 3, 4)
    ]
    before = grid.number + grid.name + grid.dimension
    return row(
        cell(para("TableTotal", "รวมทั้งสิ้น"), before, span=3),
        cell(_money("TableTotalMoney", "table.budget"), grid.budget),
        *counts,
        cell(para("TableText", ""), grid.remark),
    )
