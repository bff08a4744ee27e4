"""Preview: build, serve, wait for a change, build again; a build that fails keeps the old site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from portalgen.config import Config
from portalgen.errors import PortalgenError, PublishError
from portalgen.serve.server import SiteServer
from portalgen.serve.watching import Watched, Watcher, watched

if TYPE_CHECKING:
    from portalgen.pipeline import BuildResult


@dataclass(frozen=True)
class Round:
    """One build and what it was made from."""

    config: Config
    result: "BuildResult"

    @property
    def watched(self) -> Watched:
        """What the next round waits for."""
        return watched(self.config, {snapshot.source for snapshot in self.result.built.catalog.sources})


@dataclass(frozen=True)
class Preview:
    """A site under the eyes of its author."""

    build: Callable[[], Round]
    """Reads portal.yaml and builds. Raises `PortalgenError`."""
    failed: Callable[[PortalgenError], None]
    """Hears of builds that failed while the old site goes on."""
    changed: Event = field(default_factory=Event)

    def run(self, port: int, ready: Callable[[str], None]) -> None:
        """Build and serve until interrupted; `ready` gets the address. Raises what the first build raises."""
        with _bound(port) as server:  # before the build: a port that is taken should not cost a build's time
            last = self.build()
            server.folder = last.config.output
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
            watcher = Watcher(last.watched, self.changed)
            ready(server.url)  # after that, no change is missed
            try:
                while True:
                    last = self._next(last, server)
                    if last.watched != watcher.what:
                        watcher.stop()
                        watcher = Watcher(last.watched, self.changed)
            finally:
                watcher.stop()
                server.shutdown()

    def _next(self, last: Round, server: SiteServer) -> Round:
        """Wait for a change and build; the old round stays if that fails."""
        self.changed.wait()
        self.changed.clear()
        try:
            fresh = self.build()
        except PortalgenError as error:
            self.failed(error)
            return last
        server.folder = fresh.config.output
        if fresh.result.publication.changed or fresh.result.publication.removed:
            server.reload()
        return fresh


@contextmanager
def _bound(port: int) -> Iterator[SiteServer]:
    try:
        server = SiteServer(Path(), port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it is not a port number"
        raise PublishError(f"port {port} cannot be used: {reason}", hint="--port 0 takes any that is free") from None
    try:
        yield server
    finally:
        server.server_close()
