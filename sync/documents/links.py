"""What people reach: a file on this machine opens nowhere else, and is no link."""

from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname


def is_here(link: str) -> bool:
    """Whether a link leads to a file on this machine."""
    return urlsplit(link).scheme == "file"


def public_link(link: str, address: str) -> str:
    """Return a link as everybody can open it.

    Args:
        link: as a document was published: an address, or a path on this machine.
        address: that at which the office shows its folder of documents; may be empty.

    Returns:
        The address; empty where nobody else can open it.
    """
    if not is_here(link):
        return link
    return f"{address.rstrip('/')}/{quote(name_in(link))}" if address else ""


def name_in(link: str) -> str:
    """Return the name of the file that a link leads to."""
    return PurePosixPath(unquote(urlsplit(link).path)).name


def readable(link: str) -> str:
    """Return a link as a person reads it: a file's is its path."""
    return url2pathname(urlsplit(link).path) if is_here(link) else link
