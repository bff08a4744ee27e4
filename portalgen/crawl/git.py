"""The fetcher of Git repositories: a location in, the files of one commit out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Semaphore

from portalgen.crawl.file_history import FileHistory
from portalgen.crawl.git_command import GitError
from portalgen.crawl.history import too_early
from portalgen.crawl.mirror import Mirror, MissingError
from portalgen.crawl.notes import State
from portalgen.crawl.objects import Objects
from portalgen.crawl.reasons import Reason, explain, used_since
from portalgen.crawl.remote import Remote, find_remote, with_token
from portalgen.crawl.repositories import Repositories
from portalgen.crawl.silences import Silences
from portalgen.crawl.smart_http import SmartHttp
from portalgen.crawl.states import last_known, snapshot_of
from portalgen.crawl.tip import NoCommitError, RefNotFoundError, check_ref, find_names, find_tip
from portalgen.crawl.tip_then import tip_then
from portalgen.crawl.tree import Tree
from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.errors import CrawlError
from portalgen.model.change import Changes
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Fetched, Location, Snapshot, Source, SourceFile, Wanted, without_credentials

_AT_ONCE = 8
"""Questions to one host at the same time, however many jobs there are: hosts refuse those who ask too much."""


@dataclass(frozen=True)
class GitFetcher:
    """Fetches `git` (a repository) and `url` (a file or folder of one, as its host's web pages write it).

    Nothing of a repository runs: bare shallow mirrors, read object by object. A repository is asked once in the
    fetcher's life, so one build sees each branch at one commit; so is a host that does not answer.
    """

    settings: FetchSettings
    _fetched: dict[tuple[str, str], Fetched] = field(default_factory=dict, init=False, repr=False, compare=False)
    _empty: set[tuple[str, str]] = field(default_factory=set, init=False, repr=False, compare=False)
    """Those of `_fetched` that have no commit, so no descriptor either."""
    _remotes: dict[str, Remote] = field(default_factory=dict, init=False, repr=False, compare=False)
    """URL of a source -> how it was reached: the URL has no credentials."""
    _silent: dict[str, Reason] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Host -> why it is not asked again."""
    _turns: dict[str, Semaphore] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Host -> what keeps the questions to it few at any time."""
    _server: SmartHttp = field(default_factory=SmartHttp, init=False, repr=False, compare=False)
    _objects: Objects = field(default_factory=Objects, init=False, repr=False, compare=False)

    @cached_property
    def _repositories(self) -> Repositories:
        return Repositories(self.settings)

    @property
    def types(self) -> tuple[str, ...]:
        """Location types."""
        return ("git", "url")

    def locate(self, location: Location) -> Wanted | Diagnostic:
        """Read the target; of a `url`, repository, ref and path come from the URL itself."""
        try:
            hosted = self._repositories.hosted(location)
            remote = self._repositories.remote(location, hosted)
            check_ref(hosted.ref if hosted else location.ref)
        except CrawlError as error:
            code = "ref-not-found" if isinstance(error, RefNotFoundError) else "location-unsupported"
            message = f"{without_credentials(location.target)}: {error}"
            where = location.where_of("ref" if code == "ref-not-found" else "target")
            return diagnose(code, message, where=where, hint=error.hint)
        if hosted:
            return Wanted(remote.url, hosted.ref, (hosted.path or "/",) if location.paths else ())
        return Wanted(remote.url, location.ref, location.paths)

    def fetch(self, location: Location) -> Fetched:
        """Bring the commit that the ref stands for now, or the last one that is known when the remote is silent."""
        wanted = self.locate(location)
        if isinstance(wanted, Diagnostic):
            return Fetched(diagnostics=(wanted,))
        key = (wanted.url, wanted.ref)
        if key not in self._fetched:
            self._fetched[key] = found = self._bring(location, wanted)
            if found.snapshot and not wanted.ref:  # by its name, the default branch is at the same commit
                self._fetched.setdefault((wanted.url, found.snapshot.source.ref), found)
        return Fetched() if location.optional and key in self._empty else self._fetched[key]

    def holds(self, source: Source) -> bool:
        """Say yes to everything with a commit."""
        return bool(source.commit)

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes from the mirror."""
        remote = self._known_remote(source)
        mirror, wanted = Mirror.of(remote, self.settings.cache), tuple(files)
        try:
            return self._read(remote, mirror, source, wanted)
        except OSError:
            raise CrawlError(f"{source.url}: the cache cannot be written", hint="free space there") from None
        except CrawlError as error:
            hint = error.hint or "run the build again"
            raise CrawlError(f"{source.url}: {explain(error, remote).text}", hint=hint) from None

    def ahead(self, source: Source, files: Iterable[SourceFile]) -> None:
        """Bring contents that were left out of a mirror, all at once."""
        remote = self._known_remote(source)
        mirror = Mirror.of(remote, self.settings.cache)
        if mirror.is_partial and (remote.local or not self.settings.asking.offline):
            with suppress(CrawlError, OSError):
                mirror.complete(with_token(remote, self.settings), [file.digest for file in files])

    def refs(self, location: Location) -> tuple[str, ...]:
        """Return the branches and tags of a repository; those that were fetched, where it is not to be asked or silent.

        Of a build of a record, those that the record has. Raises `CrawlError`.
        """
        remote, asking = self._repositories.remote(location, self._repositories.hosted(location)), self.settings.asking
        if asking.moment.record:
            return tuple(ref for url, ref in asking.moment.record.sources if url == remote.url and ref)
        kept = tuple(state.name for state in Mirror.of(remote, self.settings.cache).notes.states())
        must_not_ask = asking.offline and not remote.local
        if must_not_ask or (kept and not asking.may_ask(remote.url, local=remote.local)):
            return kept
        try:
            with self._turn(remote) as ready:
                return find_names(ready, self._server)
        except CrawlError as error:
            if kept:
                return kept
            reason = self._reason(error, remote)
            raise CrawlError(reason.text, hint=reason.hint) from None

    def changes(self, source: Source, paths: Collection[str], mailmap: SourceFile | None = None) -> Changes:
        """Return the commits that changed some files; a host that does not answer is not asked again."""
        remote = self._known_remote(source)
        history = FileHistory(source, paths, self.settings.cache)
        if kept := history.kept():
            return kept
        if self.settings.asking.offline and not remote.local:
            history.require_filtering(remote)
            return Changes()
        try:
            with self._turn(remote) as ready:
                names = self.read(source, [mailmap])[mailmap.path] if mailmap else b""
                return history.bring(ready, self._server, names)
        except CrawlError as error:
            raise CrawlError(self._reason(error, remote).text, hint=error.hint) from None

    def _known_remote(self, source: Source) -> Remote:
        return self._remotes.get(source.url) or find_remote(source.url, self.settings)

    def _read(self, remote: Remote, mirror: Mirror, source: Source, files: Sequence[SourceFile]) -> Mapping[str, bytes]:
        """Read what is here; what was left out, or is damaged, is brought first."""
        try:
            return self._objects.read(mirror, files)
        except (MissingError, GitError):
            if self.settings.asking.offline and not remote.local:
                raise
        mirror.mend(with_token(remote, self.settings), source.commit, [file.digest for file in files], self._server)
        return self._objects.read(mirror, files)

    def _bring(self, location: Location, wanted: Wanted) -> Fetched:
        remote = self._remotes[wanted.url] = self._repositories.remote(location, self._repositories.hosted(location))
        mirror = Mirror.of(remote, self.settings.cache)
        try:
            return Fetched(self._current(location, wanted, remote, mirror))
        except RefNotFoundError as error:
            if isinstance(error, NoCommitError):
                self._empty.add((wanted.url, wanted.ref))
            return Fetched(diagnostics=(_fault("ref-not-found", location, wanted, str(error), error.hint),))
        except CrawlError as error:
            reason = self._reason(error, remote)
            stale = last_known(location, wanted, mirror) if self.settings.asking.moment.is_now else None
            if stale:
                self._silences.note(wanted, reason)
                text = f"{reason.text}; {used_since(stale.stale_since or 0)}"
                return Fetched(stale, (_fault("source-stale", location, wanted, text, reason.hint),))
            return Fetched(diagnostics=(_fault("source-unreachable", location, wanted, reason.text, reason.hint),))

    def _current(self, location: Location, wanted: Wanted, remote: Remote, mirror: Mirror) -> Snapshot:
        if not self.settings.asking.moment.is_now:
            return self._then(location, wanted, remote, mirror)
        if not self.settings.asking.may_ask(remote.url, local=remote.local):
            if known := last_known(location, wanted, mirror):
                if not self.settings.asking.offline:  # of what is not asked on purpose, nobody wants to hear
                    self._silences.refuse(wanted)
                return replace(known, stale_since=None, unchanged=True)
            if self.settings.asking.offline:
                raise CrawlError("it was never fetched", hint="build once without --offline")
        heads_count = location.commit and not self.settings.asking.only  # what is to be asked has just changed
        listed = mirror.known(wanted.ref, location.commit) if heads_count else None
        if listed:
            state, tree = listed
            mirror.confirm(wanted.ref, state, state.name)
            self._silences.forget(wanted)
            return replace(snapshot_of(location, wanted, state, tree), unchanged=True)
        with self._turn(remote) as ready:
            tip = find_tip(ready, wanted.ref, self._server)
            same = mirror.known(wanted.ref, tip.commit)
            if same:
                state, tree = mirror.confirm(wanted.ref, same[0], tip.name), same[1]
            else:
                state, tree = mirror.update(ready, tip, wanted.ref, self._server)
        self._silences.forget(wanted)
        return replace(snapshot_of(location, wanted, state, tree), unchanged=bool(same))

    @property
    def _silences(self) -> Silences:
        return Silences.of(self.settings)

    def _then(self, location: Location, wanted: Wanted, remote: Remote, mirror: Mirror) -> Snapshot:
        """Bring the commit of another time, and leave alone what the mirror has of the ref."""
        moment = self.settings.asking.moment
        with self._turn(remote) as ready:
            tip = tip_then(ready, wanted, self.settings, self._server)
            known = self._kept(wanted, tip.commit, mirror)
            if not known and self.settings.asking.offline and not remote.local:
                raise CrawlError("that commit was never fetched", hint="build once without --offline")
            state, tree = known or mirror.update(ready, tip, tip.commit, self._server)
        if moment.at is not None and state.time > moment.at:
            raise too_early(tip.name, moment.at)
        return replace(snapshot_of(location, wanted, replace(state, name=tip.name), tree), unchanged=bool(known))

    @staticmethod
    def _kept(wanted: Wanted, commit: str, mirror: Mirror) -> tuple[State, Tree] | None:
        """Return a commit as the mirror has it, for this ref, by itself, or from a ref that has moved on."""
        return mirror.known(wanted.ref, commit) or mirror.known(commit, commit) or mirror.find(commit)

    @contextmanager
    def _turn(self, remote: Remote) -> Iterator[Remote]:
        """Wait until a host may be asked; give the remote with its token. Raises `CrawlError` if the host is silent."""
        if silent := self._silent.get(remote.host):
            raise CrawlError(silent.text, hint=silent.hint)
        with self._turns.setdefault(remote.host, Semaphore(_AT_ONCE)) if remote.host else nullcontext():
            yield with_token(remote, self.settings)

    def _reason(self, error: CrawlError, remote: Remote) -> Reason:
        """Say why a remote did not answer, and remember a host that is silent."""
        reason = explain(error, remote)
        if reason.silent and remote.host:
            self._silent[remote.host] = reason
        return reason


def _fault(code: str, location: Location, wanted: Wanted, text: str, hint: str) -> Diagnostic:
    return diagnose(code, f"{wanted.url}: {text}", where=location.where, hint=hint)
