"""The pictures of the guides show what the example says today."""

import json
from pathlib import Path

from docs.pictures import IMAGES, SHOWN, run_example, shown


def test_the_pictures_show_what_the_first_run_says(tmp_path: Path) -> None:
    assert shown(run_example(tmp_path)) == json.loads(SHOWN.read_text("utf-8")), (
        "take them anew: python -m docs.pictures"
    )


def test_there_is_a_picture_of_everything_that_is_shown() -> None:
    pictures = {path.stem for path in IMAGES.glob("*.png")}

    assert pictures == set(json.loads(SHOWN.read_text("utf-8")))
