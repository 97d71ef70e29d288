"""Thai and Arabic digits, folded in this one place."""

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """Write every Thai digit as 0-9; all else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Write every digit 0-9 as a Thai digit; all else stays."""
    return text.translate(_TO_THAI)
