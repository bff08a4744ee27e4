"""GitLab's groups and their members, as Backstage's GitLab module has them with `orgEnabled`.

In: `catalog.providers.gitlabOrg`, `integrations.gitlab`.  Out: Provider*.  Pure: no, it asks.  Kept: no.
Not its job: GitLab's repositories.
"""

from portalgen.discover.gitlab_org.make_gitlab_org import make_gitlab_org, people_of
from portalgen.discover.gitlab_org.settings import GitLabOrgProvider

__all__ = ["GitLabOrgProvider", "make_gitlab_org", "people_of"]
