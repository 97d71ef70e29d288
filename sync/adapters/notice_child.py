"""What runs in the process of a notice: one address, one sentence, one answer.

Standard input has both as JSON; without a sentence only the address is looked at.
"""

import json
import logging
import sys

REFUSED, UNKNOWN = 3, 4


def main() -> int:
    """Send a sentence; return REFUSED or UNKNOWN where it was not taken."""
    from apprise import Apprise  # noqa: PLC0415  it is not everybody's

    logging.disable()  # it tells addresses
    asked = json.loads(sys.stdin.buffer.read())
    service = Apprise()
    if not service.add(asked["address"]):
        return UNKNOWN
    if asked["sentence"] and not service.notify(body=asked["sentence"]):
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
