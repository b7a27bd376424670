"""The commands about names: what was found, what people decide of it, and the project's own lists."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, progress, say, show

if TYPE_CHECKING:
    from workbench.domain.identifiers import NameDecision
    from workbench.services.view.identifiers import Asked
    from workbench.store.database import Project


class Act(StrEnum):
    """What is decided about identifiers."""

    MASK = "mask"
    KEEP = "keep"
    OPEN = "open"
    MARK = "mark"
    RESCREEN = "rescreen"


class OnLists(StrEnum):
    """What is done with the project's lists."""

    LIST = "list"
    ADD = "add"
    ALLOW = "allow"
    REMOVE = "remove"
    DESTROY_KEY = "destroy-key"


def identifiers(
    project: Where,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only those that somebody has to look at.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List names and other identifiers as they were given, and how far their review is."""
    from workbench.services.view.identifiers import view_identifiers, view_review

    with opened(project) as open_one:
        found = view_identifiers(open_one, only_open=only_open)
        state = view_review(open_one, most=0)
    result = {
        "open": state.n_open,
        "masked": state.n_masked,
        "sources": state.n_sources,
        "cleared": state.n_cleared,
        "ready": state.n_ready,
        "identifiers": [_plain(each) for each in found],
    }
    head = (
        f"{state.n_open:,} open, {state.n_masked:,} masked; {state.n_cleared:,} of "
        f"{state.n_sources:,} texts cleared, {state.n_ready:,} ready to be cleared."
    )
    show(result, "\n".join([head, *map(_line, found)]), as_json=as_json)


def review_names(
    project: Where,
    act: Annotated[Act | None, typer.Argument(help="What to decide.")] = None,
    identifier: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="About which; may be repeated.")
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Wherever the same name stands.")
    ] = False,
    source: Annotated[str, typer.Option(metavar="ID", help="With “mark”: in which text.")] = "",
    value: Annotated[
        str, typer.Option(metavar="COLUMN=VALUE", help="With “mark”: a value of an attribute.")
    ] = "",
    start: Annotated[int, typer.Option(help="With “mark”: from which letter on.")] = 0,
    end: Annotated[int, typer.Option(help="With “mark”: up to which letter.")] = 0,
    kind: Annotated[str, typer.Option(help="With “mark”: person, place, school …")] = "person",
    clear: Annotated[
        list[str] | None, typer.Option(metavar="SOURCE", help="Clear a text; may be repeated.")
    ] = None,
    clear_all: Annotated[
        bool, typer.Option("--clear-all", help="Clear every text in which nothing is open.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the latest decision back.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Do it again.")] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="With “rescreen”: say what would change, store nothing."),
    ] = False,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Decide about names: mask or keep one, mark what was missed, clear texts, undo.

    “rescreen” looks again through texts that an earlier version screened; no decision is lost.
    """
    from workbench.domain.identifiers import Verdict
    from workbench.services import review_identifiers as services

    wanted = [act is not None, bool(clear), clear_all, undo, redo]
    if sum(wanted) != 1:
        raise typer.BadParameter(
            "say one thing: mask, keep, open, mark, rescreen, --clear, --undo …"
        )
    if dry_run and act is not Act.RESCREEN:
        raise typer.BadParameter("only “rescreen” can be rehearsed", param_hint="--dry-run")
    who = coder or me()
    if act is Act.RESCREEN:
        return _rescreen(project, who, dry_run=dry_run, as_json=as_json)
    with opened(project) as open_one:
        if undo or redo:
            turn = services.undo_name if undo else services.redo_name
            done = turn(open_one, coder=who)
        elif clear or clear_all:
            done = services.clear(open_one, clear, coder=who)
        elif act is Act.MARK:
            done = _marked(open_one, source, value, (start, end), kind, who)
        else:
            if not identifier:
                raise typer.BadParameter("which one? give --identifier ID")
            scope = services.Scope.EVERYWHERE if everywhere else services.Scope.HERE
            verdict = Verdict("" if act is Act.OPEN else str(act))
            done = services.judge(open_one, identifier, verdict, scope=scope, coder=who)
        return _tell(open_one, done, as_json=as_json)


def _marked(
    project: Project, source: str, value: str, place: tuple[int, int], kind: str, who: str
) -> NameDecision:
    from workbench.domain.sources import Span
    from workbench.privacy.identifiers import Kind
    from workbench.services.review_identifiers import mark, mark_value
    from workbench.services.view.sources import find_source

    if kind not in set(Kind):
        raise typer.BadParameter(f"“{kind}” is no kind of identifier", param_hint="--kind")
    if value:
        column, _, words = value.partition("=")
        return mark_value(project, column, words, kind=Kind(kind), coder=who)
    return mark(project, find_source(project, source), Span(*place), kind=Kind(kind), coder=who)


def _rescreen(project: str, who: str, *, dry_run: bool, as_json: bool) -> None:
    from workbench.services.screen_anew import plan_anew, screen_anew

    with opened(project) as open_one:
        if dry_run:
            done = plan_anew(open_one, progress=progress())
        else:
            done = screen_anew(open_one, coder=who, progress=progress())
    result = {
        "stored": done.decision is not None,
        "decision": done.decision.id if done.decision else None,
        "texts": done.looked.texts,
        "values": done.looked.values,
        "to_mask": done.counts.to_mask,
        "to_review": done.counts.to_review,
        "uncleared": done.counts.uncleared,
        "refined": done.counts.refined,
        "message": done.message,
    }
    show(result, done.message, as_json=as_json)


def names(
    project: Where,
    act: Annotated[OnLists, typer.Argument(help="What to do.")] = OnLists.LIST,
    words: Annotated[str, typer.Argument(help="A name, or words that point at nobody.")] = "",
    kind: Annotated[str, typer.Option(help="person, place or school.")] = "person",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Show and change the project's own lists of names; they lie encrypted, apart from the project."""
    from workbench.services import name_lists
    from workbench.services.view.identifiers import in_words

    who = coder or me()
    with opened(project) as open_one:
        if act is OnLists.LIST:
            return _show_lists(open_one, as_json=as_json)
        if act is OnLists.DESTROY_KEY:
            return _destroy(open_one, who, yes=yes, as_json=as_json)
        if not words:
            raise typer.BadParameter("which words?")
        if act is OnLists.REMOVE:
            done = name_lists.remove_name(open_one, words, coder=who)
        else:
            wanted = "allowed" if act is OnLists.ALLOW else kind
            done = name_lists.add_name(open_one, words, kind=wanted, coder=who)
    result = {"entry": done.entry, "places": done.places, "decision": done.decision.id}
    return show(result, f"“{done.entry.words}”: {in_words(done.decision)}.", as_json=as_json)


def _show_lists(project: Project, *, as_json: bool) -> None:
    from workbench.services.name_lists import list_names, place_of_key

    entries, place = list_names(project), place_of_key(project)
    lines = [f"{each.kind:<8}  {each.words}" for each in entries]
    words = "\n".join([*lines, f"Kept encrypted at {place}; no backup or export holds it."])
    show({"entries": entries, "place": place}, words, as_json=as_json)


def _destroy(project: Project, who: str, *, yes: bool, as_json: bool) -> None:
    from workbench.services.name_lists import destroy_key

    if not yes:
        say(
            "This destroys the list of who has which stand-in, and the project's lists. Masks stay, "
            "but nobody can look up who is meant, and the same person gets another stand-in in texts "
            "that come in later. The texts themselves are not changed: erase them to have the names "
            "gone. It cannot be undone."
        )
        typer.confirm("Destroy the key?", abort=True, err=True)
    was = destroy_key(project, coder=who)
    words = "The key is destroyed; masks stay." if was else "There was no key here."
    show({"destroyed": was}, words, as_json=as_json)


def _tell(project: Project, done: NameDecision, *, as_json: bool) -> None:
    from workbench.services.view.identifiers import in_words, view_review

    state = view_review(project, most=0)
    result = {
        "decision": done.id,
        "seq": done.seq,
        "verb": done.verb,
        "identifiers": [each.mark.id for each in done.changes],
        "cleared": [each.source for each in done.clearings],
        "open": state.n_open,
        "ready": state.n_ready,
    }
    words = in_words(done)
    show(result, f"{words[0].upper()}{words[1:]}; {state.n_open:,} open.", as_json=as_json)


def _plain(each: Asked) -> dict[str, Any]:
    mark = each.mark
    return {
        "id": mark.id,
        "source": mark.source,
        "external_id": each.source,
        "part": mark.part.value,
        "column": each.column,
        "texts": each.texts,
        "start": mark.start,
        "end": mark.end,
        "quote": each.quote,
        "type": mark.kind,
        "role": mark.role,
        "found": mark.found.value,
        "decided": mark.verdict.value,
        "open": mark.is_open,
        "label": mark.label,
        "shown": each.shown,
        "why": mark.why,
        "times": each.times,
    }


def _line(each: Asked) -> str:
    mark = each.mark
    state = "open" if mark.is_open else (mark.verdict.value or mark.found.value)
    quote = " ".join(each.quote.split())
    where = f"column “{each.column}”, texts: {each.texts:,}" if each.column else each.source
    return f"  {mark.id}  {state:<6}  {mark.kind:<13}  {quote}  ({mark.why}; {where})"
