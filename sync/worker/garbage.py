"""When Python looks for dead cycles: seldom by itself, and where something large dies."""

import gc


def collect_seldom() -> None:
    """Let Python look for dead cycles when there are many more of them.

    Plans and sheets have none, and the larger they are the longer looking takes: a
    sixth of all the time, for a thousand projects and more. Where something large dies
    in a cycle, it is looked for then: after a document is made (``documents.word``),
    and after a night, whether it went well or not (``worker.loop``).
    """
    gc.set_threshold(50_000, 10, 100)


def keep_what_is_left() -> None:
    """Find dead cycles now, and look no more through what is alive after that.

    For who has just put away all that it worked with: what is left are modules and lists
    of words, loaded for good. Going through them took twice as long as a quiet night.
    """
    gc.collect()
    gc.freeze()
