"""A git push: the public folder becomes a commit on a branch of its own.

A push is there whole or not at all. Its repository is the worker's (``.public-git`` in
the office's folder). Of what stands on the branch only files of ours change, by the list
that goes with them, and nothing is ever forced.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sync.adapters.publishing.programs import Program
from sync.errors import PublicUndelivered
from sync.model.public import LIST, digest_of, read_list
from sync.settings.public import GitSettings

_WHO = ("-c", "user.name=plan-sync", "-c", "user.email=plan-sync@localhost")
_PLAIN = ("-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null")
_FROM_INPUT = ("--pathspec-from-file=-", "--pathspec-file-nul")
_NEVER_ASK = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}


class GitWay:
    """Pushes to a repository, and reads back that the branch is there."""

    def __init__(
        self, settings: GitSettings, office: Path, secrets: Collection[str] = ()
    ) -> None:
        self._settings = settings
        self._secrets = secrets
        self._repository = office / ".public-git"

    @property
    def name(self) -> str:
        """Where it pushes to, without what may be a password."""
        remote = self._settings.remote
        place = urlsplit(remote)
        if place.scheme and place.hostname:
            remote = f"{place.scheme}://{place.hostname}{place.path}"
        return f"git {remote} {self._settings.branch}"

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Commit the files, push the commit, and see that it is what the branch has.

        Raises:
            PublicUndelivered: git refuses, or the branch has something else.
        """
        program = Program(self.name, self._settings.timeout, self._secrets)
        within = folder.resolve()

        def git(*arguments: str, given: str = "") -> str:
            places = (f"--git-dir={self._repository}", f"--work-tree={within}")
            command = (
                "git",
                "--literal-pathspecs",
                *_WHO,
                *_PLAIN,
                *places,
                *arguments,
            )
            return program.run(
                command, within=within, environment=_NEVER_ASK, given=given
            ).strip()

        remote, branch = self._settings.remote, f"refs/heads/{self._settings.branch}"

        def there() -> str:
            return git("ls-remote", remote, branch).partition("\t")[0].strip()

        if not (self._repository / "HEAD").exists():
            git("init", "--quiet")
        before = there()
        if before:
            git("fetch", "--quiet", "--depth=1", remote, branch)
        git("read-tree", before or "--empty")
        gone = self._ours(git, before) - digests.keys()
        if gone:
            git("rm", "--cached", "--quiet", *_FROM_INPUT, given="\0".join(gone))
        git("add", "--force", *_FROM_INPUT, given="\0".join((*digests, LIST)))
        tree = git("write-tree")
        if before and git("rev-parse", f"{before}^{{tree}}") == tree:
            return
        code = digest_of("".join(sorted(digests.values())).encode())[:12]
        parents = ("-p", before) if before else ()
        made = git("commit-tree", tree, *parents, "-m", f"Publish {code}")
        git("push", "--quiet", remote, f"{made}:{branch}")
        if (found := there()) != made:
            raise PublicUndelivered(self.name, f"{found or '–'} ≠ {made}")

    def _ours(self, git: Callable[..., str], commit: str) -> set[str]:
        """Return the files of ours that a commit has, by its own list."""
        if not commit or not git("ls-tree", "--name-only", commit, LIST):
            return set()
        there = git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")
        return set(read_list(git("show", f"{commit}:{LIST}"))) & set(there)
