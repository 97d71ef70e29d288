"""How far one text is from another, in letters and marks."""


def distance(one: str, other: str) -> int:
    """Count the letters and marks to put in, leave out or exchange (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, met in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, own in enumerate(other, 1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (met != own)),
            )
    return row[-1]
