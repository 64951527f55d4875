"""
The `innsjekk` command. What a command needs is imported when it runs, so that --help is quick and needs no SDK.

Over 200 lines: each command is a few lines that hand over, and whoever looks for one finds it here.
"""

import asyncio
import sys
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

app = typer.Typer(
    help="Innsjekk: private check-ins that follow up individual Akan agreements, on Slack and Microsoft Teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
keys = typer.Typer(help="The keys that everything private is sealed under.", no_args_is_help=True)
people = typer.Typer(help="Who works here.", no_args_is_help=True)
occasions = typer.Typer(help="What the workplace arranges, for everybody to read.", no_args_is_help=True)
app.add_typer(keys, name="keys")
policy = typer.Typer(help="The workplace's policy on alcohol, drugs and gambling.", no_args_is_help=True)
app.add_typer(people, name="people")
campaign = typer.Typer(help="The committee's campaigns; they are written in the chat.", no_args_is_help=True)
app.add_typer(campaign, name="campaign")
guides = typer.Typer(help="The words that a workplace may replace with its own.", no_args_is_help=True)
app.add_typer(guides, name="guides")
app.add_typer(policy, name="policy")
app.add_typer(occasions, name="occasions")

Config = Annotated[
    Path | None, typer.Option("--config", help="A file with INNSJEKK_… lines, beneath the environment.")
]


def fail(line: str) -> NoReturn:
    """One line for the person who runs this, and exit code 2."""
    typer.echo(f"innsjekk: {line}", err=True)
    raise typer.Exit(2)


def _one_of(file: Path | None, *, template: bool, show: bool) -> None:
    """Whoever gives a file wants it recorded: beside what only prints, it would look as if it was."""
    if (file is not None) + template + show > 1:
        fail("give a file to record, or --show, or --template; one of them at a time. Nothing was recorded")


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """What the operator can mend is one line and exit code 2; what only we can is its name, its place and 1."""
    from bots.settings import BadSetting, named
    from core.content.files import BadContent
    from storage.keyring import BadKey
    from storage.store import OutOfDate, StorageFault

    try:
        asyncio.run(work())
    except (BadSetting, BadKey) as wrong:
        fail(str(wrong))
    except BadContent as wrong:
        more = f" (and {len(wrong.lines) - 1} more)" if len(wrong.lines) > 1 else ""
        fail(
            f"{named('content_dir')}: {wrong.lines[0]}{more}; innsjekk guides check says all there is to mend"
        )
    except OutOfDate as wrong:
        fail(f"{named('database_url')}: {wrong}")
    except StorageFault as wrong:
        fail(
            f"{named('database_url')}: the database cannot be used ({wrong}); "
            "see that it is there and runs, and that address, name and password are right"
        )
    except Exception as fault:  # noqa: BLE001  a traceback would hold what people wrote
        place = traceback.extract_tb(fault.__traceback__)[-1]
        typer.echo(
            f"innsjekk: a fault of its own: {type(fault).__name__} at {place.filename}:{place.lineno}",
            err=True,
        )
        raise typer.Exit(1) from None


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is served, on this computer only.")
    ] = 8765,
    check: Annotated[
        bool, typer.Option("--check", help="Play the story without a browser, and say what each saw.")
    ] = False,
) -> None:
    """Run the real bot in a make-believe workplace."""
    from bots.demo.check import check as play
    from bots.demo.page import serve

    if check:
        raise typer.Exit(asyncio.run(play()))
    _run(lambda: serve(port))


@app.command()
def serve(
    config: Config = None,
    role: Annotated[str, typer.Option(help="all, web or worker; other than all needs PostgreSQL.")] = "all",
) -> None:
    """Run the bot."""
    from bots.clock import RealClock
    from bots.logs import quiet_logs
    from bots.serve import Role
    from bots.serve import serve as run
    from bots.settings import BadSetting, read

    async def work() -> None:
        settings = read(config)
        quiet_logs(settings.log_level)
        if role not in list(Role):
            raise BadSetting(f"--role must be one of: {', '.join(Role)}")
        await run(settings, RealClock(), Role(role))

    _run(work)


@app.command()
def migrate(config: Config = None) -> None:
    """Bring the database up to date."""
    from bots.settings import read
    from storage.migrate import migrate as run

    async def work() -> None:
        await run(read(config).database_url)
        typer.echo("The database is up to date.")

    _run(work)


@keys.command("new")
def keys_new(config: Config = None) -> None:
    """Make a root secret and a keyring, where the settings say; existing ones are never touched."""
    from bots.keys import make
    from bots.settings import read

    async def work() -> None:
        make(read(config), typer.echo)

    _run(work)


@keys.command("status")
def keys_status(config: Config = None) -> None:
    """Which key epochs there are, and how many grants stand under each."""
    from bots.keys import status
    from bots.settings import read

    _run(lambda: status(read(config), typer.echo))


@keys.command("rotate")
def keys_rotate(config: Config = None) -> None:
    """Begin a new key epoch and wrap every grant anew under it; the bot may run meanwhile."""
    from bots.keys import rotate
    from bots.settings import read

    _run(lambda: rotate(read(config), typer.echo))


@keys.command("destroy-old")
def keys_destroy_old(
    config: Config = None,
    yes: Annotated[bool, typer.Option("--yes", help="Older backups can then not be read; I know.")] = False,
    also_left: Annotated[
        bool, typer.Option("--also-left", help="Grants under an older epoch too, which are then lost.")
    ] = False,
) -> None:
    """Destroy the epochs before the current one, so that nothing under them opens again."""
    from bots.keys import destroy_old
    from bots.settings import read

    _run(lambda: destroy_old(read(config), typer.echo, yes=yes, also_left=also_left))


@people.command("import")
def people_import(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV with the columns ref, name, slack, teams, leader, positions, language, zone, active, "
            "place, department, contact."
        ),
    ],
    config: Config = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    add_accounts: Annotated[
        bool,
        typer.Option(
            "--add-accounts", help="Let the list add accounts to people who are known; they are told."
        ),
    ] = False,
) -> None:
    """Take in who works here, from a CSV file."""
    from bots.people import take_in

    _run(lambda: take_in(file, config, dry_run=dry_run, add_accounts=add_accounts, say=typer.echo))


@people.command("fetch")
def people_fetch(config: Config = None) -> None:
    """Add those on the platform's own list who are not known yet; on from where it was left, and nobody is written to."""
    from bots.fetching import fetch

    _run(lambda: fetch(config, typer.echo))


@guides.command("check")
def guides_check(
    folder: Annotated[
        Path | None, typer.Argument(help="The workplace's own files; without it, the folder in the settings.")
    ] = None,
    config: Config = None,
) -> None:
    """Say all that is wrong in the workplace's own files, by file and place, or whose each file is."""
    from bots.content import check

    async def work() -> None:
        check(folder, config, typer.echo)

    _run(work)


@guides.command("copy")
def guides_copy(
    folder: Annotated[Path, typer.Argument(help="Where ours are written, to begin with.")],
) -> None:
    """Write our own files to a folder, to be mended there; a file that is there already is never touched."""
    from bots.content import copy

    async def work() -> None:
        copy(folder, typer.echo)

    _run(work)


@occasions.command("import")
def occasions_import(
    file: Annotated[
        Path, typer.Argument(help="An iCalendar file (.ics) with only what is arranged for many.")
    ],
    config: Config = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help="What those are whose words do not say it. Without it, they are in the list and remind nobody.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Take in the workplace's calendar; again, and the list follows what has changed in the file."""
    from bots.occasions import take_in

    _run(lambda: take_in(file, config, kind=kind, dry_run=dry_run, say=typer.echo))


@occasions.command("list")
def occasions_list(config: Config = None) -> None:
    """What is to come, by day."""
    from bots.occasions import shown

    _run(lambda: shown(config, typer.echo))


@occasions.command("remove")
def occasions_remove(
    day: Annotated[str, typer.Argument(help="The day, as 2026-12-11.")],
    config: Config = None,
) -> None:
    """Remove what is called off on a day, for good: it can be changed no more, and its words may be about somebody."""
    from bots.occasions import removed

    _run(lambda: removed(day, config, typer.echo))


@app.command()
def golive(
    file: Annotated[
        Path | None, typer.Argument(help="TOML with what the workplace has settled; see --template.")
    ] = None,
    config: Config = None,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print what is recorded now.")] = False,
) -> None:
    """Record what must be settled before agreements are offered here; until then there are none."""
    from bots.golive import TEMPLATE, record, shown

    _one_of(file, template=template, show=show)
    if template:
        typer.echo(TEMPLATE)
        return
    if file is None:
        _run(lambda: shown(config, typer.echo))
        return
    _run(lambda: record(file, config, typer.echo))


@campaign.command("list")
def campaign_list(config: Config = None) -> None:
    """Name, state and title of each, the newest first."""
    from bots.campaigns import listed

    _run(lambda: listed(config, typer.echo))


@campaign.command("watch")
def campaign_watch(
    name: Annotated[str, typer.Argument(help="The campaign, as `innsjekk campaign list` names it.")],
    once: Annotated[bool, typer.Option("--once", help="Print one line, and end.")] = False,
    config: Config = None,
) -> None:
    """How far it has come, in tens and never of fewer than ten; ends when it is sent or was cancelled."""
    from bots.watching import watch

    _run(lambda: watch(name, config, typer.echo, once=once))


@campaign.command("picture")
def campaign_picture(
    name: Annotated[str, typer.Argument(help="The campaign, as `innsjekk campaign list` names it.")],
    file: Annotated[Path | None, typer.Argument(help="PNG or JPEG, at most one megabyte.")] = None,
    says: Annotated[str, typer.Option("--says", help="What it shows, for those who do not see it.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the draft's picture away.")] = False,
    config: Config = None,
) -> None:
    """Give a draft a picture. It is served to anybody who has its random address; all but the picture is taken out."""
    from bots.campaigns import no_picture, picture

    if (file is None) is not remove:
        fail("give a file with --says, or --remove; one of them. The draft is as it was")
    if file is None:
        _run(lambda: no_picture(name, config, typer.echo))
        return
    _run(lambda: picture(name, file, says, config, typer.echo))


@campaign.command("channel")
def campaign_channel(
    platform: Annotated[str, typer.Argument(help="slack or teams")],
    id: Annotated[str, typer.Argument(help="Slack: C…; Teams: 19:…@thread.tacv2. The bot must be in it.")],
    name: Annotated[str, typer.Option("--name", help="What people call it.")] = "",
    leave: Annotated[bool, typer.Option("--leave", help="It may not be posted in any more.")] = False,
    config: Config = None,
) -> None:
    """Let campaigns be posted in a channel."""
    from bots.campaigns import channel

    _run(lambda: channel(platform, id, name, config, typer.echo, leave=leave))


@policy.command("set")
def policy_set(
    file: Annotated[
        Path | None,
        typer.Argument(help="TOML that says where the policy is and who adopted it; see --template."),
    ] = None,
    config: Config = None,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print what is recorded now.")] = False,
) -> None:
    """Record the workplace's policy; of a new version everybody gets news in the days that follow."""
    from bots.policy import TEMPLATE, record, shown

    _one_of(file, template=template, show=show)
    if template:
        typer.echo(TEMPLATE)
        return
    if file is None:
        _run(lambda: shown(config, typer.echo))
        return
    _run(lambda: record(file, config, typer.echo))


@app.command()
def report(
    year: Annotated[int, typer.Option("--year", help="Such as 2026.")],
    out: Annotated[
        Path, typer.Option("--out", help="The PDF to write; one that is there is never written over.")
    ],
    language: Annotated[str, typer.Option("--language", help="nb, nn or en.")] = "nb",
    size: Annotated[str, typer.Option("--size", help="Of the letters: plain, large or largest.")] = "plain",
    config: Config = None,
) -> None:
    """Write the year's report to the working environment committee; nothing in it comes from agreements."""
    from bots.report import make

    _run(lambda: make(year, language, out, config, size=size, say=typer.echo))


@app.command()
def preview(
    folder: Annotated[
        Path, typer.Argument(help="Where the pictures of every card and form are written.")
    ] = Path("preview"),
) -> None:
    """Write every card and form, on both platforms and in three languages, as JSON and as one page to look at."""
    from bots.preview import write
    from bots.settings import BadSetting

    async def work() -> None:
        try:
            count = write(folder)
        except OSError:
            raise BadSetting(
                f"{folder} cannot be written; give a folder that this user may write in"
            ) from None
        typer.echo(f"{count} cards and forms in {folder}; open {folder / 'index.html'}")

    _run(work)


def main() -> None:
    """The console script."""
    try:
        app()
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
