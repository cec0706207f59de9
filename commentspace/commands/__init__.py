"""The commands, each thin over the verbs that the other doors use too."""

import typer

from commentspace.commands import (
    archives,
    doctor,
    documents,
    migrating,
    operating,
    serving,
    submitting,
    taking,
    working,
)

commands = typer.Typer(
    name="commentspace",
    help="Draft documents reviewed together, paragraph by paragraph, in the browser and by mail.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain words, which a pipe and a screen reader take as well
    pretty_exceptions_enable=False,
)

for command in (
    serving.serve,
    serving.demo,
    working.worker,
    migrating.migrate,
    operating.create_admin,
    documents.bring,
    taking.export,
    submitting.submit,
    archives.archive,
    archives.unarchive,
    operating.digest,
    operating.verify,
    operating.config,
    operating.healthcheck,
    doctor.doctor,
):
    commands.command(name={"bring": "import"}.get(command.__name__, command.__name__.replace("_", "-")))(command)
