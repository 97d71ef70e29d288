"""One look at a spreadsheet, and what it took this process: ``… look FOLDER``."""

import json
import sys
import time
from pathlib import Path

from sync import wiring
from sync.worker.shutdown import Stopping

HEAVY = ("pandas", "docxtpl", "openpyxl")


def main() -> None:
    """Look; say the seconds of processor time since the start, and what was loaded."""
    with wiring.open_office(Path(sys.argv[1])) as office:
        wiring.worker_of(office, Stopping()).look()
    loaded = [name for name in HEAVY if name in sys.modules]
    told = {"seconds": time.process_time(), "loaded": loaded}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
