"""The public folder does not reach the place that everybody sees."""

from sync.errors.base import WorkerError


class PublicUndelivered(WorkerError):
    """What stands in the public folder did not get to its place by a ``way``.

    ``why`` is what the other end said, or the system.
    """

    code = "public_undelivered"
    exit_code = 21

    way: str
    why: str
