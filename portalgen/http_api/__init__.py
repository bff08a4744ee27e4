"""Asks the JSON APIs of Git hosts, with patience for what hosts do, and with none for what takes too long.

In: the address of an API, what proves who asks, and a place for answers that may be used again.  Out: Answer, or an
ApiError that says why in a sentence without a secret.  Pure: no.  Kept: of answers with an ETag the fields
that are named, if a place is given.
Not its job: knowing what an API means; files of plain web sites (`portalgen.http_get`).
"""

from portalgen.http_api.answer import Answer, ApiError
from portalgen.http_api.budget import Budget
from portalgen.http_api.client import ApiClient, Asked, Authorization, Fields, Form, nobody
from portalgen.http_api.deadline import TIMED, deadline
from portalgen.http_api.kept import KeptAnswers
from portalgen.http_api.patience import MOST_TRIES, MOST_WAIT, Patience

__all__ = [
    "MOST_TRIES",
    "MOST_WAIT",
    "TIMED",
    "Answer",
    "ApiClient",
    "ApiError",
    "Asked",
    "Authorization",
    "Budget",
    "Fields",
    "Form",
    "KeptAnswers",
    "Patience",
    "deadline",
    "nobody",
]
