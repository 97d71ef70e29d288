"""Signing in as a pool's account, for what is asked of all its offices at once."""

from pathlib import Path

from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.sign_in import SignedIn, SignIn, sign_in
from sync.province.values import Pool


def sign_in_pool(folder: Path, pool: Pool) -> SignedIn:
    """Sign in with a pool's key, which is looked for in the province's folder.

    Raises:
        SignInMissing: there is no key, or it is none.
    """
    how = SignIn("service_account", key_file=folder / pool.key_file)
    return sign_in(how, needed_scopes(documents=True, mail=False))
