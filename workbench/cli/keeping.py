"""Commands about what people agreed to, what left the project, and how long things are kept."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, say, show

if TYPE_CHECKING:
    from workbench.domain.retention import Kept as Dated
    from workbench.services.keep_consent import Kept, PersonConsent
    from workbench.store.consent import Answer
    from workbench.store.database import Project


def consent(
    project: Where,
    case: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A case; may be repeated.")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Everybody at once.")] = False,
    use: Annotated[
        list[str] | None,
        typer.Option(help="any, verbatim, paraphrase, leaders, other-authorities; repeatable."),
    ] = None,
    give: Annotated[bool, typer.Option("--give", help="They said yes.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="They said no.")] = False,
    stop: Annotated[
        bool, typer.Option("--stop-using", help="Nothing of theirs goes out any more.")
    ] = False,
    file: Annotated[
        Path | None, typer.Option(help="A table: case, and a column a use with yes or no.")
    ] = None,
    form: Annotated[str, typer.Option(help="The wording that they agreed to.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the latest answers back.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Every answer so far.")] = False,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """See and keep what people said may be done with their words.

    Without options everybody is listed. Whoever stops the use of their words is in nothing that goes
    out from then on; the words stay in the project: to take them out, erase the case.
    """
    acts = [bool(give or withdraw or stop), file is not None, undo, history]
    if sum(acts) > 1 or give + withdraw + stop > 1:
        raise typer.BadParameter(
            "choose one of --give, --withdraw, --stop-using, --file, --undo, --history"
        )
    with opened(project) as open_one:
        who = coder or me()
        if acts[0]:
            _keep(open_one, _cases(case, everyone), use, (give, stop), form, who, as_json=as_json)
        elif file is not None:
            from workbench.services.keep_consent import keep_consent_from

            _show_kept(keep_consent_from(open_one, file, coder=who, form=form), as_json=as_json)
        elif undo:
            from workbench.services.keep_consent import undo_consent

            _show_kept(undo_consent(open_one, coder=who), as_json=as_json)
        elif history:
            _show_history(open_one, case[0] if case else None, as_json=as_json)
        else:
            _list(open_one, as_json=as_json)


def releases(project: Where, as_json: AsJson = False) -> None:
    """List what left the project: every export with its audience, when, by whom, and its sha256."""
    from workbench.services.view_releases import view_releases

    with opened(project) as open_one:
        found = view_releases(open_one)
        plain = {"project": open_one.where, "releases": [asdict(each) for each in found]}
    words = "\n".join(each.words for each in found) or "Nothing has left this project yet."
    show(plain, words, as_json=as_json)


def retention(
    project: Where,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day, as 2027-03-31; or: never.")
    ] = None,
    case: Annotated[str, typer.Option(metavar="ID", help="Of a case.")] = "",
    imported: Annotated[
        str, typer.Option("--import", metavar="WHEN", help="Of an import, by when it was.")
    ] = "",
    warn_days: Annotated[int, typer.Option(min=0, help="How long before to be told.")] = 30,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what is over, and erase nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase what is over, without asking.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Erase what is over; asks.")] = False,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """See and set until when things are kept, and erase what is over, with a receipt.

    Without --case and --import the date is the whole project's. Erasing is the same act as
    “workbench erase”: codes and decisions stay, without the words.
    """
    if until is not None and (dry_run or yes or apply):
        raise typer.BadParameter("set a date or apply the dates, one after the other")
    with opened(project) as open_one:
        if until is not None:
            _set(open_one, until, case, imported, coder or me())
        if dry_run or yes or apply:
            _apply(open_one, coder or me(), dry_run=dry_run, yes=yes, as_json=as_json)
            return
        _show_dates(open_one, warn_days, as_json=as_json)


def _cases(case: list[str] | None, everyone: bool) -> list[str] | None:
    if bool(case) is everyone:
        raise typer.BadParameter("name whose answer it is: --case ID, or --all")
    return None if everyone else case


def _keep(
    project: Project,
    cases: list[str] | None,
    use: list[str] | None,
    how: tuple[bool, bool],
    form: str,
    coder: str,
    *,
    as_json: bool,
) -> None:
    from workbench.domain.consent import Stance, Use
    from workbench.services.keep_consent import keep_consent

    give, stop = how
    unknown = [each for each in use or () if each not in set(Use)]
    if unknown:
        raise typer.BadParameter(f"--use is one of {', '.join(Use)}, not {unknown[0]}")
    uses = [Use.ANY] if stop else [Use(each) for each in use or ()]
    stance = Stance.GIVEN if give else Stance.WITHDRAWN
    kept = keep_consent(project, cases, uses, stance, coder=coder, form=form)
    _show_kept(kept, as_json=as_json)


def _show_kept(kept: Kept, *, as_json: bool) -> None:
    lines = [f"Noted for {kept.people:,} {'person' if kept.people == 1 else 'people'}."]
    lines += [f"Left out, {each}." for each in kept.unknown]
    lines += [f"Has it already: {each.words}" for each in kept.has_it_already]
    show(kept, "\n".join(lines), as_json=as_json)


def _list(project: Project, *, as_json: bool) -> None:
    from workbench.services.keep_consent import view_consent

    found = view_consent(project)
    plain = [
        {
            "id": each.id,
            "name": each.name,
            "sources": each.sources,
            "releases": each.releases,
            "stopped": each.stopped,
            "uses": {use.value: stance.value for use, stance in each.stances.items()},
        }
        for each in found
    ]
    words = "\n".join(map(_person_words, found)) or "No text of anybody is here yet."
    show({"project": project.where, "people": plain}, words, as_json=as_json)


def _person_words(person: PersonConsent) -> str:
    from workbench.domain.consent import USE_WORDS, Stance

    said = [
        f"{'yes' if stance is Stance.GIVEN else 'no'} to {USE_WORDS[use]}"
        for use, stance in person.stances.items()
        if stance is not Stance.UNKNOWN
    ]
    return f"{person.name:<24} {person.sources:>4} texts  {'; '.join(said) or 'not asked'}"


def _show_history(project: Project, case: str | None, *, as_json: bool) -> None:
    from workbench.services.keep_consent import consent_history

    answers = consent_history(project, case)
    show({"answers": answers}, "\n".join(map(_answer_words, answers)), as_json=as_json)


def _answer_words(answer: Answer) -> str:
    form = f" ({answer.form})" if answer.form else ""
    back = "; takes an answer back" if answer.undoes else ""
    said = f"{answer.use.value}: {answer.stance.value}, version {answer.version}{form}"
    return f"{answer.at}  {answer.by}: {answer.person}, {said}{back}"


def _set(project: Project, until: str, case: str, imported: str, coder: str) -> None:
    from workbench.services.retention import set_retention

    try:
        day = None if until == "never" else date.fromisoformat(until)
    except ValueError as error:
        raise typer.BadParameter(f"--until is a day such as 2027-03-31, not {until}") from error
    set_retention(project, day, case=case, imported=imported, coder=coder)


def _apply(project: Project, coder: str, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    from workbench.services.erase_case import erase_expired, receipt_words

    if not (yes or dry_run):
        if not sys.stdin.isatty():
            raise typer.BadParameter("erasing cannot be undone: a script has to say --yes")
        say(receipt_words(erase_expired(project, coder=coder, dry_run=True)))
        typer.confirm("Erase this for good?", abort=True, err=True)
    told = erase_expired(project, coder=coder, dry_run=dry_run)
    show({"project": project.where, **asdict(told)}, receipt_words(told), as_json=as_json)


def _show_dates(project: Project, warn_days: int, *, as_json: bool) -> None:
    from workbench.services.retention import retention_warnings, view_retention

    dates, warned = view_retention(project), retention_warnings(project, days=warn_days)
    lines = [
        f"Until {each.until}: {each.called}"
        f"{f' ({each.name})' if each.holding == 'case' else ''}, {len(each.sources):,} sources"
        for each in dates
    ]
    words = "\n".join([*(lines or ["No date is set."]), *warned])
    plain: dict[str, Any] = {"project": project.where, "warnings": warned}
    show(plain | {"dates": [_plain_date(each) for each in dates]}, words, as_json=as_json)


def _plain_date(dated: Dated) -> dict[str, Any]:
    plain = {**asdict(dated), "until": dated.until.isoformat(), "sources": len(dated.sources)}
    plain.pop("target")  # a case by its own name, whoever looks
    return plain
