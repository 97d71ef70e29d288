"""What a person knows of mail that the worker does not: that it arrived, or did not."""

from collections.abc import Callable
from functools import partial

import click

from sync.adapters.clock import BangkokClock
from sync.ledger import Ledger

_ALL = "all"


def settle(again: str, arrived: str) -> Callable[[Ledger], None]:
    """Return what notes it, for addresses (or ``all``) that may be empty."""
    if again and arrived:
        raise click.UsageError("--again, --arrived: ใช้ทีละอย่าง · one at a time")
    return partial(_note, again=again.strip(), arrived=arrived.strip())


def _note(ledger: Ledger, again: str, arrived: str) -> None:
    if not (whose := again or arrived):
        return
    recipient = "" if whose.casefold() == _ALL else whose
    if again:
        found = ledger.outbox.send_again(recipient, BangkokClock().now())
    else:
        found = ledger.outbox.note_arrived(recipient)
    if not found:
        said = f"ไม่มีอีเมลที่เลิกส่งหรือไม่แน่ชัดถึง {whose} · no such mail to {whose}"
        raise click.BadParameter(said)
