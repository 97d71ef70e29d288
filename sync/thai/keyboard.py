"""The Kedmanee keyboard (TIS 820-2538), and the letters that its keys give in English."""

ROWS = (
    ("`1234567890-=", "_ๅ/-ภถุึคตจขช"),
    ("qwertyuiop[]\\", "ๆไำพะัีรนยบลฃ"),
    ("asdfghjkl;'", "ฟหกดเ้่าสวง"),
    ("zxcvbnm,./", "ผปแอิืทมใฝ"),
)
"""Each row's keys, in English and in Thai."""
SHIFTED_ROWS = (
    ("~!@#$%^&*()_+", "%+๑๒๓๔ู฿๕๖๗๘๙"),
    ("QWERTYUIOP{}|", '๐"ฎฑธํ๊ณฯญฐ,ฅ'),
    ('ASDFGHJKL:"', "ฤฆฏโฌ็๋ษศซ."),
    ("ZXCVBNM<>?", "()ฉฮฺ์?ฒฬฦ"),
)
"""The same with shift."""

_IN_THAI = {
    ord(english): thai
    for keys, letters in ROWS + SHIFTED_ROWS
    for english, thai in zip(keys, letters, strict=True)
}


def in_thai(typed: str) -> str:
    """Return what the same keys give in Thai: ``gmL[k]`` is เทศบาล."""
    return typed.translate(_IN_THAI)
