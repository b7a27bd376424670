"""Preview an act before it is done: what a merge, a move or a split would leave on each side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate
from workbench.domain.decisions import Part, Split
from workbench.domain.draft import title_of
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import InvalidDecision, RecipeError
from workbench.services.view.centres import read_of
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.services.view.themes import candidate_of
from workbench.store.database import Project
from workbench.store.levels import parts_of
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.runs import latest_run

#: How many passages a part shows by itself.
_SHOWN = 3
#: How many other passages a theme's words are held against.
_OTHERS = 400
_FEWEST, _MOST = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One theme before and after an act: passages, people, and the words that tell it apart.

    `came` and `went` are words that it would gain and lose.
    """

    id: str
    title: str
    before: int
    after: int
    people_before: int
    people_after: int
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegroupPreview:
    """What a merge or a move would do: `moved` passages go over, `both` are there already.

    `origin` is empty for passages that come from no theme. `names` are what the merged theme could
    be called, the present name first.
    """

    moved: int
    both: int
    into: SideRow
    origin: tuple[SideRow, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of a cut: its name, its words, all its passages, and the most central of them."""

    name: str
    keywords: tuple[str, ...]
    passages: tuple[PassageId, ...]
    people: int
    central: tuple[PassageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPreview:
    """A cut of a theme: the first part stays under the present name, the others would come off.

    `how` says where it comes from: ``finer`` (the run saw it so at a finer look), ``cut`` (made now
    by how the passages read) or ``nothing`` (it cannot be cut, and `words` say why).
    """

    theme: str
    title: str
    how: str
    words: str = ""
    parts: tuple[PartRow, ...] = field(default=())

    def act(self) -> Split:
        """Return the act that does what is shown."""
        off = self.parts[1:]
        carved = tuple(Part(name=each.name, passages=each.passages) for each in off)
        return Split(theme=self.theme, parts=carved)


@needs(Right.SEE_WORDS)
def preview_merge(project: Project, themes: Iterable[str], into: str) -> RegroupPreview:
    """Return what merging themes into another one would do, without doing it.

    Raises
    ------
    UnknownTheme
        When one of them is not there.
    """
    board, texts = ledger(project).board, material(project)
    target = board.theme(into)
    given = [each for each in map(board.theme, dict.fromkeys(themes)) if each.id != target.id]
    there = dict.fromkeys(board.passages_of(target.id))
    coming = dict.fromkeys(each for theme in given for each in board.passages_of(theme.id))
    both = len(coming.keys() & there.keys())
    names = dict.fromkeys([title_of(target), *map(title_of, given)])
    side = _side(project, texts, target.id, title_of(target), list(there), list(there | coming))
    joined = _joined(side.came, [title_of(target), *map(title_of, given)])
    return RegroupPreview(
        moved=len(coming) - both,
        both=both,
        into=side,
        origin=tuple(
            _side(project, texts, each.id, title_of(each), board.passages_of(each.id), ())
            for each in given
        ),
        names=tuple(dict.fromkeys([*names, *joined])),
    )


@needs(Right.SEE_WORDS)
def preview_move(
    project: Project, passages: Sequence[PassageId], to: str, *, origin: str = ""
) -> RegroupPreview:
    """Return what moving passages would leave on both sides; without `origin` they are added.

    Raises
    ------
    UnknownTheme
        When one of the themes is not there.
    """
    board, texts = ledger(project).board, material(project)
    target, moving = board.theme(to), dict.fromkeys(passages)
    there = dict.fromkeys(board.passages_of(target.id))
    both = len(moving.keys() & there.keys())
    sides = []
    if origin:
        left = board.theme(origin)
        held = board.passages_of(left.id)
        stay = [each for each in held if each not in moving]
        sides = [_side(project, texts, left.id, title_of(left), held, stay)]
    return RegroupPreview(
        moved=len(moving) - both,
        both=both,
        into=_side(project, texts, target.id, title_of(target), list(there), list(there | moving)),
        origin=tuple(sides),
    )


@needs(Right.SEE_WORDS)
def preview_split(project: Project, theme: str, *, parts: int = _FEWEST) -> SplitPreview:
    """Return a cut of a theme in two or three: as a finer look saw it, or else made now.

    The same theme gives the same cut. The act is `SplitPreview.act`.

    Raises
    ------
    UnknownTheme
        When there is no such theme.
    InvalidDecision
        For other numbers of parts.
    """
    if not _FEWEST <= parts <= _MOST:
        raise InvalidDecision("This split", f"it can have 2 or 3 parts, not {parts}")
    board, texts = ledger(project).board, material(project)
    found = board.theme(theme)
    held = [each for each in board.passages_of(found.id) if each in texts.passages]
    finer = _finer(project, board, texts, found.id, held)
    if len(finer) == parts:
        return SplitPreview(theme=found.id, title=title_of(found), how="finer", parts=finer)
    return _made_now(project, found.id, title_of(found), held, parts)


def _finer(
    project: Project, board: Board, texts: Material, theme: str, held: Sequence[PassageId]
) -> tuple[PartRow, ...]:
    """Return what the finer look saw in what is held now; what it did not see stays."""
    found = board.theme(theme)
    candidate = found if isinstance(found, Candidate) else candidate_of(board, found)
    seen = parts_of(project, candidate.id) if candidate else ()
    members = [[each for each, _ in one.members if each in set(held)] for one in seen]
    kept = [(one, inside) for one, inside in zip(seen, members, strict=True) if inside]
    kept.sort(key=lambda each: -len(each[1]))
    placed = {each for _, inside in kept for each in inside}
    rest = [each for each in held if each not in placed]
    return tuple(
        _part(
            board,
            texts,
            title_of(found) if at == 0 else one.title,
            one.keywords,
            [*inside, *rest] if at == 0 else inside,
        )
        for at, (one, inside) in enumerate(kept)
    )


def _made_now(
    project: Project, theme: str, title: str, held: Sequence[PassageId], parts: int
) -> SplitPreview:
    """Return a cut by how the passages read; the part that is largest stays."""
    from workbench.discovery.cutting import central, cut, name_parts

    board, texts = ledger(project).board, material(project)
    read, vectors = read_of(project, texts, held)
    if len(np.unique(vectors, axis=0)) < parts or len(read) < 2 * parts:
        return SplitPreview(theme=theme, title=title, how="nothing", words=_why_not(held, read))
    labels = cut(vectors, parts)
    quotes = [texts.passages[each].quote for each in read]
    names = name_parts(quotes, vectors, labels, fillers=_fillers(project))
    unread = [each for each in held if each not in set(read)]
    rows = []
    for at, name in enumerate(names):
        inside = [read[row] for row in central(vectors, labels, at)]
        called = title if at == 0 else name.title
        passages = inside if at else [*inside, *unread]
        rows.append(_part(board, texts, called, name.keywords, passages))
    return SplitPreview(theme=theme, title=title, how="cut", parts=tuple(rows))


def _why_not(held: Sequence[PassageId], read: Sequence[PassageId]) -> str:
    if len(read) < len(held) / 2:
        return "The workbench has not read these passages yet; look for candidates first, or split by hand."
    return f"{len(held)} passages are too few for a cut, or read the same; split by hand."


def _part(
    board: Board,
    texts: Material,
    name: str,
    keywords: tuple[str, ...],
    passages: Sequence[PassageId],
) -> PartRow:
    return PartRow(
        name=name,
        keywords=keywords,
        passages=tuple(passages),
        people=_people(texts, passages),
        central=passage_rows(board, texts, passages[:_SHOWN]),
    )


def _side(
    project: Project,
    texts: Material,
    theme: str,
    title: str,
    before: Sequence[PassageId],
    after: Sequence[PassageId],
) -> SideRow:
    old, new = _words(project, texts, before), _words(project, texts, after)
    return SideRow(
        id=theme,
        title=title,
        before=len(before),
        after=len(after),
        people_before=_people(texts, before),
        people_after=_people(texts, after),
        came=tuple(each for each in new if each not in old) if before else (),
        went=tuple(each for each in old if each not in new) if after else (),
    )


def _people(texts: Material, passages: Iterable[PassageId]) -> int:
    sources = (texts.source_of(each) for each in passages if each in texts.passages)
    return len({each.case or each.id for each in sources})


def _words(project: Project, texts: Material, passages: Sequence[PassageId]) -> tuple[str, ...]:
    """Return the words that tell these passages from others, which are evenly drawn from all."""
    from workbench.discovery.cutting import words_against

    inside = {each for each in passages if each in texts.passages}
    step = max(1, len(texts.passages) // _OTHERS)
    others = [each for each in list(texts.passages)[::step] if each not in inside]
    ours = [texts.passages[each].quote for each in passages if each in inside]
    theirs = [texts.passages[each].quote for each in others]
    return words_against(ours, theirs, fillers=_fillers(project))


def _fillers(project: Project) -> tuple[str, ...]:
    """Return the words that say nothing, as the recipe of the latest run has them."""
    from workbench.discovery.recipes import load_recipe

    run = latest_run(project)
    try:
        return load_recipe(run.recipe if run else None).keywords.fillers
    except RecipeError:
        return ()  # a run of a recipe that this installation does not have


def _joined(words: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return a name made of the words that two themes have in common, if there are such."""
    known = " ".join(titles).casefold()
    fresh = [each for each in words if each.casefold() not in known][:2]
    name = ", ".join(fresh)
    return [name[:1].upper() + name[1:]] if len(fresh) > 1 else []
