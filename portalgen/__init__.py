"""portalgen turns Git repositories into a developer portal with no server.

A build is six stages, each a package with one public function in a file of its name; `pipeline.py` calls them in order:
crawl, read, resolve, render, search, publish. They exchange the frozen values of `portalgen.model`.
"""

__version__ = "0.1.0"
