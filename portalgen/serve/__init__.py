"""Serve: builds, serves the site on this machine, rebuilds when a source changes, and reloads the browser.

In: a way to build, a port.  Out: nothing; it runs until it is interrupted.  Pure: no.  Kept: no.
Not its job: building (`portalgen.pipeline`), being a server for anybody but the person at this machine.
"""

from portalgen.serve.preview import Preview, Round
from portalgen.serve.server import SiteServer
from portalgen.serve.watching import Watched, Watcher, watched

__all__ = ["Preview", "Round", "SiteServer", "Watched", "Watcher", "watched"]
