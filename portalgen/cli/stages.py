"""One command a stage: runs the pipeline up to there and prints the stage's value as JSON."""

import click

from portalgen.cli.options import example, pass_session, reading
from portalgen.cli.session import Session


@click.command(epilog=example("portalgen crawl | jq '.snapshots[].source'"))
@reading
@pass_session
def crawl(session: Session) -> None:
    """Print the sources and how each ended, as JSON (stage 1)."""
    tools = session.tools()

    from portalgen import pipeline
    from portalgen.report.to_json import to_json

    gathered = pipeline.gather(tools)
    snapshots = [{**to_json(one), "state": one.state} for one in gathered.snapshots]
    data = {"snapshots": snapshots, "failed": gathered.failed, "diagnostics": gathered.diagnostics}
    session.output.data(data)


@click.command(epilog=example("portalgen read | jq '.fragments[].entities | length'"))
@reading
@pass_session
def read(session: Session) -> None:
    """Print what each source says, as JSON (stage 2)."""
    tools = session.tools()

    from portalgen import pipeline

    gathered = pipeline.gather(tools)
    session.output.data({"fragments": gathered.fragments, "diagnostics": gathered.diagnostics})


@click.command(epilog=example("portalgen resolve | jq '.entities | keys'"))
@reading
@pass_session
def resolve(session: Session) -> None:
    """Print the catalog, as JSON (stage 3)."""
    tools = session.tools()

    from portalgen import pipeline

    session.output.data(pipeline.resolve(tools, pipeline.gather(tools)))


@click.command(epilog=example("portalgen pages | jq -r '.plans[].route'"))
@reading
@pass_session
def pages(session: Session) -> None:
    """Print the pages that a build would make, as JSON (stage 4)."""
    tools = session.tools()

    from portalgen import pipeline
    from portalgen.workers import opened

    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    with opened(tools.workers) as executor:
        built = pipeline.document(tools, catalog, executor)
    _, site = pipeline.plan(tools, built)
    session.output.data(site)


@click.command(epilog=example("portalgen index | jq -r '.files[].path'"))
@reading
@pass_session
def index(session: Session) -> None:
    """Print the files of the search index, as JSON (stage 5)."""
    tools = session.tools()

    from portalgen import pipeline
    from portalgen.workers import opened

    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    with opened(tools.workers) as executor:
        built = pipeline.document(tools, catalog, executor)
    _, files = pipeline.index(tools, built)
    session.output.data({"files": files})


STAGES = (crawl, read, resolve, pages, index)
