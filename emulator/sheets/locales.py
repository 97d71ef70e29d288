"""What a spreadsheet's locale says of numbers, money and dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from emulator.world import Spreadsheet

_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ENGLISH_DAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
_THAI_MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_THAI_SHORT_MONTHS = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
]
_THAI_DAYS = ["วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"]
_THAI_SHORT_DAYS = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."]


@dataclass(frozen=True, slots=True)
class Locale:
    """How numbers, money and dates are written somewhere."""

    date: str = "d/m/yyyy"
    decimal: str = "."
    group: str = ","
    currency: str = "$"
    months: tuple[str, ...] = tuple(_ENGLISH_MONTHS)
    short_months: tuple[str, ...] = tuple(name[:3] for name in _ENGLISH_MONTHS)
    days: tuple[str, ...] = tuple(_ENGLISH_DAYS)
    short_days: tuple[str, ...] = tuple(name[:3] for name in _ENGLISH_DAYS)

    @property
    def order(self) -> str:
        """In which order day, month and year come: ``mdy``, ``dmy`` or ``ymd``."""
        letters = dict.fromkeys(char for char in self.date if char in "dmy")
        return "".join(letters)


_LOCALES: Mapping[str, Locale] = {
    "en_US": Locale("m/d/yyyy"),
    "en_GB": Locale("dd/mm/yyyy", currency="£"),
    "th": Locale(
        "d/m/yyyy",
        currency="฿",
        months=tuple(_THAI_MONTHS),
        short_months=tuple(_THAI_SHORT_MONTHS),
        days=tuple(_THAI_DAYS),
        short_days=tuple(_THAI_SHORT_DAYS),
    ),
    "de": Locale("dd.mm.yyyy", ",", ".", "€"),
    "es": Locale("d/m/yyyy", ",", ".", "€"),
    "fr": Locale("dd/mm/yyyy", ",", "\u202f", "€"),
    "it": Locale("dd/mm/yyyy", ",", ".", "€"),
    "ja": Locale("yyyy/mm/dd", currency="¥"),
    "nl": Locale("d-m-yyyy", ",", ".", "€"),
    "pt": Locale("dd/mm/yyyy", ",", ".", "R$"),
    "zh": Locale("yyyy/m/d", currency="¥"),
    "en": Locale("dd/mm/yyyy"),
}


def locale_of(spreadsheet: Spreadsheet) -> Locale:
    """Return a spreadsheet's locale; one that is not known writes days first."""
    name = str(spreadsheet.properties.get("locale", "en_US"))
    language = name.partition("_")[0]
    return _LOCALES.get(name) or _LOCALES.get(language) or Locale()
