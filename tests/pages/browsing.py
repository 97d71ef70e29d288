"""A page in a browser: what axe finds in it, and how wide it is on a narrow screen."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pages.pdf import Page, read_pages

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or ""
TELEPHONE = 375
WIDE = 1300
_AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_FRAME = """
<iframe id="screen" src="page.html" width="{width}" height="800"></iframe>
<script>
document.getElementById("screen").addEventListener("load", async event => {{
  const page = event.target.contentDocument, inside = event.target.contentWindow;
  const found = inside.axe ? await inside.axe.run() : {{passes: [], violations: []}};
  const said = document.createElement("pre");
  said.id = "said";
  said.textContent = JSON.stringify({{
    width: page.documentElement.scrollWidth,
    passes: found.passes.length,
    violations: found.violations.map(it => [it.id, it.nodes.map(node => node.html)]),
  }});
  document.body.replaceChildren(said);
}});
</script>
"""

needs_browser = pytest.mark.skipif(
    not (BROWSER or os.environ.get("CI")), reason="needs Chromium"
)


def looked_at(page: str, folder: Path, width: int) -> dict[str, Any]:
    """Return what axe finds in a page on a screen of a width, and how wide the page is."""
    if not _AXE.exists() and not os.environ.get("CI"):
        pytest.skip("needs `npm ci --prefix tests/pages/axe`")
    scripts = f"<script>{_AXE.read_text('utf-8')}</script>"
    with_axe = _POLICY.sub("", page).replace("</body>", f"{scripts}</body>")
    (folder / "page.html").write_text(with_axe, "utf-8")
    found: dict[str, Any] = json.loads(_said(folder, _FRAME.format(width=width)))
    return found


def width_of(page: str, folder: Path) -> int:
    """Return how wide a page is on a telephone, without anything put into it."""
    (folder / "page.html").write_text(page, "utf-8")
    return int(json.loads(_said(folder, _FRAME.format(width=TELEPHONE)))["width"])


def printed(page: str, folder: Path) -> tuple[Page, ...]:
    """Print a page as a browser does, and read what is on paper."""
    source, paper = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    _browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={paper}", source)
    return read_pages(paper)


def _said(folder: Path, page: str) -> str:
    (folder / "look.html").write_text(page, "utf-8")
    shown = _browse(
        folder,
        *("--allow-file-access-from-files", "--virtual-time-budget=20000"),
        *("--dump-dom", folder / "look.html"),
    )
    said = re.search(r'<pre id="said">(.*?)</pre>', shown, re.DOTALL)
    assert said, shown[-500:]
    return html.unescape(said[1])


def _browse(folder: Path, *options: str | Path) -> str:
    command = [
        *(BROWSER, "--headless", "--no-sandbox", "--disable-gpu"),
        f"--user-data-dir={folder / 'profile'}",
        *(it.as_uri() if isinstance(it, Path) else it for it in options),
    ]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=True
    ).stdout
