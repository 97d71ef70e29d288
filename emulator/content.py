"""The bytes of a file, by whose hash they are kept and told apart."""

import hashlib
from functools import cached_property


class Content(bytes):
    """Bytes that know their hash once it was asked for: a file may have 100 revisions."""

    @cached_property
    def sha256(self) -> str:
        """The hash, in hexadecimal digits."""
        return hashlib.sha256(self).hexdigest()
