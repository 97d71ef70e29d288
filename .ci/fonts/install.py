"""Install Sarabun for tests that look at pages: its two web subsets become one font.

Documents name the font, and offices install it by hand; without it LibreOffice would
draw another, and pages would break elsewhere.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FILES = Path(__file__).parent / "node_modules" / "@fontsource" / "sarabun" / "files"
STYLES = {
    "400-normal": "Regular",
    "400-italic": "Italic",
    "700-normal": "Bold",
    "700-italic": "BoldItalic",
}


def install(folder: Path) -> None:
    """Put the four styles into a folder of fonts."""
    folder.mkdir(parents=True, exist_ok=True)
    for web, style in STYLES.items():
        with tempfile.TemporaryDirectory() as scratch:
            parts = []
            for script in ("latin", "thai"):
                font = TTFont(FILES / f"sarabun-{script}-{web}.woff")
                font.flavor = None
                part = Path(scratch) / f"{script}.ttf"
                font.save(part)
                parts.append(str(part))
            Merger().merge(parts).save(folder / f"Sarabun-{style}.ttf")


if __name__ == "__main__":
    install(Path(sys.argv[1]))
