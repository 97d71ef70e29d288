"""Write the Word templates beside this package."""

from pathlib import Path

from templates.word.documents import TEMPLATES

if __name__ == "__main__":
    for name, content in TEMPLATES.items():
        (Path(__file__).parents[1] / name).write_bytes(content)
