"""A git push: the public folder becomes a commit on a branch of its own.

A push is there whole or not at all. Its repository is the worker's (``.public-git`` in
the office's folder). Of what stands on the branch only files of ours change, by the list
that goes with them; somebody else's under a name of ours stops all. Nothing is forced.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from sync.adapters.publishing.programs import Program
from sync.errors import PublicUndelivered
from sync.model.public import LIST, digest_of, read_list
from sync.settings.public import GitSettings

_WHO = ("-c", "user.name=plan-sync", "-c", "user.email=plan-sync@localhost")
_PLAIN = ("-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null")
_FROM_INPUT = ("--pathspec-from-file=-", "--pathspec-file-nul")
_NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree in which nothing is, as git knows it everywhere."""
_NEVER_ASK = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}


class GitWay:
    """Pushes to a repository, and reads back that the branch is there."""

    def __init__(
        self,
        settings: GitSettings,
        office: Path,
        secrets: Collection[str] = (),
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._secrets = secrets
        self._check = check
        self._repository = office / ".public-git"

    @property
    def name(self) -> str:
        """Where it pushes to, without what may be a password."""
        remote = self._settings.remote
        place = urlsplit(remote)
        if place.scheme and place.hostname:
            remote = f"{place.scheme}://{place.netloc.rpartition('@')[2]}{place.path}"
        return f"git {remote} {self._settings.branch}"

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Commit the files, push the commit, and see that it is what the branch has.

        Raises:
            PublicUndelivered: git refuses, or the branch has something else.
        """
        git = self._git(folder.resolve())
        remote, branch = self._settings.remote, f"refs/heads/{self._settings.branch}"

        def there() -> str:
            return git("ls-remote", remote, branch).partition("\t")[0].strip()

        if not (self._repository / "HEAD").exists():
            git("init", "--quiet")
        before = there()
        if before:
            git("fetch", "--quiet", "--depth=1", remote, branch)
        tree = self._tree(git, before, digests)
        if before and git("rev-parse", f"{before}^{{tree}}") == tree:
            return
        code = digest_of("".join(sorted(digests.values())).encode())[:12]
        parents = ("-p", before) if before else ()
        made = git("commit-tree", tree, *parents, "-m", f"Publish {code}")
        git("push", "--quiet", remote, f"{made}:{branch}")
        if (found := there()) != made:
            raise PublicUndelivered(self.name, f"{found or '–'} ≠ {made}")

    def _git(self, within: Path) -> "_Git":
        """Return what runs git on the worker's repository and the files of a folder."""
        timeout = self._settings.timeout
        program = Program(self.name, timeout, self._secrets, self._check)
        places = (f"--git-dir={self._repository}", f"--work-tree={within}")
        always = ("git", "--literal-pathspecs", *_WHO, *_PLAIN, *places)

        def git(*arguments: str, given: str = "") -> str:
            command = (*always, *arguments)
            return program.run(
                command, within=within, environment=_NEVER_ASK, given=given
            ).strip()

        return git

    def _tree(self, git: "_Git", before: str, digests: Mapping[str, str]) -> str:
        """Return the tree of a commit's files, ours as they are in the folder.

        Raises:
            PublicUndelivered: somebody else's file has a name of ours.
        """
        git("read-tree", before or "--empty")
        names = _names(git("ls-tree", "-r", "-z", "--name-only", before or _NOTHING))
        listing = git("show", f"{before}:{LIST}") if LIST in names else ""
        ours = read_list(listing).keys() & names
        if gone := ours - digests.keys():
            git("rm", "--cached", "--quiet", *_FROM_INPUT, given="\0".join(gone))
        git("add", "--force", *_FROM_INPUT, given="\0".join((*digests, LIST)))
        other = git("diff-index", "--cached", "--name-only", "-z", before or _NOTHING)
        if theirs := _names(other) & names & digests.keys() - ours:
            raise PublicUndelivered(self.name, f"{min(theirs)}: not ours")
        return git("write-tree")


class _Git(Protocol):
    """Runs git, and returns what it says."""

    def __call__(self, *arguments: str, given: str = "") -> str: ...


def _names(said: str) -> set[str]:
    """Return the names that git says, each with an end of its own."""
    return set(filter(None, said.split("\0")))
