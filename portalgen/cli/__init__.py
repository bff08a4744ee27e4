"""Command line: the only part that reads the environment, prints and exits.

In: arguments, os.environ.  Out: an exit code (0 done, 1 content, 2 configuration or command line, 3 could not finish).
Pure: no.  Not its job: the work itself (`portalgen.pipeline`), the words (`portalgen.report`). Everything heavy is
imported inside the commands, so that `portalgen --help` answers at once.
"""

from portalgen.cli.main import portalgen, run

__all__ = ["portalgen", "run"]
