"""Globs as minimatch and is-glob mean them for Backstage's readers, without backtracking: patterns come from strangers.

In: a pattern.  Out: a test for paths, or whether the text is a pattern at all.  Pure: yes.  Kept: no.
Not its job: knowing what is listed, or where.
"""

from portalgen.globs.budget import Budget, TooManyStepsError
from portalgen.globs.compile_glob import Glob, compile_glob
from portalgen.globs.marks import has_wildcard

__all__ = ["Budget", "Glob", "TooManyStepsError", "compile_glob", "has_wildcard"]
