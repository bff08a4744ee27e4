"""Flavours: how each kind of Git host writes the URLs of repositories, files, folders and edit pages.

Forms as in Backstage's `packages/integration` (resolveUrl, resolveEditUrl), checked against its answers.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flavour:
    """URL forms of one host software.

    In the forms, `{base}` is the repository's web address, `{ref}` a branch, tag or commit, `{kind}` what stands before
    it, `{path}` a file or a folder with its closing slash, `{root}` scheme and host, `{project}` what names the
    repository there and `{owner}` and `{name}` its two parts.
    """

    name: str
    file: str
    folder: str
    edit: str
    pattern: re.Pattern[str]
    """Matches the path of a repository, file or folder URL: the groups `project`, or `owner` and `name`, then those of
    `ref` and `path` that are there."""
    user: str = "git"
    """User name that goes with an access token over https."""
    base: str = "{root}/{project}"
    clone: str = "{root}/{project}.git"
    cloned: re.Pattern[str] = re.compile(r"/(?P<project>.+?)(?:\.git)?/?")
    """Matches the path of a clone URL."""
    kinds: tuple[str, str] = ("", "")
    """What stands before a branch or tag, and before a commit."""
    before_ref: re.Pattern[str] = re.compile("")
    """What is no part of the ref at its start."""
    query: tuple[str, str] = ("", "")
    """Names of the parameters that hold the path and the ref."""
    folds_case: bool = True
    """True: names of repositories differ in more than case."""
    commit: str = "{base}/commit/{ref}"
    issue: str = ""
    """Page with the form of a new issue; empty where there is none that an address could fill in."""
    issue_fields: tuple[str, str] = ("title", "body")
    """Parameters of its title and its text."""


_OWNER_AND_NAME = "[^/]+/[^/]+?"
_REFS = re.compile("refs/(?:heads|tags)/")


def _pattern(project: str, before_ref: str) -> re.Pattern[str]:
    return re.compile(rf"/(?P<project>{project})(?:\.git)?/?(?:{before_ref}/(?P<ref>[^/]+)(?:/(?P<path>.*))?)?")


FLAVOURS = {
    flavour.name: flavour
    for flavour in (
        Flavour(
            "github",
            user="x-access-token",
            file="{base}/blob/{ref}/{path}",
            folder="{base}/tree/{ref}/{path}",
            edit="{base}/edit/{ref}/{path}",
            pattern=_pattern(_OWNER_AND_NAME, "/(?:blob|tree|edit|raw)"),
            issue="{base}/issues/new",
        ),
        Flavour(
            "gitlab",
            user="oauth2",
            file="{base}/-/blob/{ref}/{path}",
            folder="{base}/-/blob/{ref}/{path}",  # Backstage resolves "./" against the file's blob URL
            edit="{base}/-/edit/{ref}/{path}",
            commit="{base}/-/commit/{ref}",
            pattern=_pattern("[^/]+(?:/(?!-/)[^/]+)*?", "(?:/-)?/(?:blob|tree|edit|raw)"),
            issue="{base}/-/issues/new",
            issue_fields=("issue[title]", "issue[description]"),
        ),
        Flavour(
            "bitbucketCloud",
            user="x-token-auth",
            file="{base}/src/{ref}/{path}",
            folder="{base}/src/{ref}/{path}",
            edit="{base}/src/{ref}/{path}?mode=edit&at={ref}",
            commit="{base}/commits/{ref}",
            pattern=_pattern(_OWNER_AND_NAME, "/src"),
        ),
        Flavour(
            "bitbucketServer",
            user="x-token-auth",
            base="{root}/projects/{owner}/repos/{name}",
            clone="{root}/scm/{project}.git",
            file="{base}/browse/{path}?at={ref}",
            folder="{base}/browse/{path}?at={ref}",
            edit="{base}/browse/{path}",  # it has no page for editing that a URL could name
            commit="{base}/commits/{ref}",
            pattern=re.compile(
                "/projects/(?P<owner>[^/]+)/repos/(?P<name>[^/]+)(?:/(?:browse|raw)(?:/(?P<path>.*))?)?/?"
            ),
            cloned=re.compile(r"/(?:scm/)?(?P<project>[^/]+/[^/]+?)(?:\.git)?/?"),
            before_ref=_REFS,
            query=("", "at"),
        ),
        Flavour(
            "gitea",
            user="oauth2",
            kinds=("branch", "commit"),
            file="{base}/src/{kind}/{ref}/{path}",
            folder="{base}/src/{kind}/{ref}/{path}",
            edit="{base}/_edit/{ref}/{path}",
            pattern=_pattern(_OWNER_AND_NAME, "/src/(?:branch|tag|commit)"),
            issue="{base}/issues/new",
        ),
        Flavour(
            "azure",
            clone="{root}/{project}",
            kinds=("GB", "GC"),
            file="{base}?path=/{path}&version={kind}{ref}",
            folder="{base}?path=/{path}&version={kind}{ref}",
            edit="{base}?path=/{path}&version={kind}{ref}",  # Backstage has the same for viewing and editing
            pattern=re.compile("/(?P<project>(?:[^/]+/){1,2}_git/[^/]+)/?"),
            cloned=re.compile("/(?P<project>(?:[^/]+/){1,2}_git/[^/]+?)/?"),
            before_ref=re.compile("G[BTC]"),
            query=("path", "version"),
        ),
        Flavour(
            "gerrit",
            clone="{root}/{project}",
            kinds=("refs/heads/", ""),
            file="{base}/+/{kind}{ref}/{path}",
            folder="{base}/+/{kind}{ref}/{path}",
            edit="{root}/admin/repos/edit/repo/{project}/branch/refs/heads/{ref}/file/{path}",
            commit="{base}/+/{ref}",
            pattern=re.compile(
                r"/(?:plugins/gitiles/)?(?P<project>[^/+]+(?:/[^/+]+)*?)(?:\.git)?/?"
                r"(?:/\+/(?P<ref>(?:refs/(?:heads|tags)/)?[^/]+)(?:/(?P<path>.*))?)?"
            ),
            before_ref=_REFS,
            folds_case=False,
        ),
    )
}

PUBLIC_HOSTS = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "bitbucket.org": "bitbucketCloud",
    "codeberg.org": "gitea",
    "dev.azure.com": "azure",
}
"""Hosts that need no configuration."""
