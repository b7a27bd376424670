r"""View the spread and salience of every theme: who carries it, when, how acutely, and beside what.

Everything is counted on distinct people (cases, or sources where no case is known), never on
mentions alone. It is made for the facilitators' table: small groups are named, so nothing of it may
be shown to leaders as it stands.

**How acutely** a theme is felt is a number in [0, 1], the mean of three parts by weight:

- *intensity*: over its passages, the mean of :math:`1 - 2^{-h}`, :math:`h` being the intensity
  words, exclamation marks and words in capitals of a passage;
- *length*: the mean of :math:`n / (n + m)`, :math:`n` being a passage's words and :math:`m` the
  median of all passages: who is hurt by something says more about it;
- *repetition*: the share of its passages that come from somebody who had spoken of it already.

**Shares** of practitioners and of leaders are those of the people heard in the project who speak of
the theme, with Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212) at 95 %.

A theme is carried by **quiet voices** when hardly anybody speaks of it (at most two people, or at
most a twentieth of all), or when most who do are rarely heard: of a role that at most a tenth of
the people have, or with a single source where people commonly gave several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from workbench.discovery.words import words_of
from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, Candidate
from workbench.domain.codebook import Code
from workbench.domain.crowd import (
    Bands,
    Crowd,
    Share,
    person_of,
    value_of,
    why_quiet,
    wilson,
)
from workbench.domain.draft import title_of
from workbench.domain.months import by_month
from workbench.domain.sources import PassageId, SourceId
from workbench.domain.viewers import Right, needs
from workbench.services.view.acuteness import Acuteness, Weights, acuteness_of
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSalience:
    """One theme's spread and salience.

    `months` counts passages by month (``2026-03``), months without one included; `quiet` says in a
    sentence why its voices are quiet, and is empty when they are not.
    """

    id: str
    title: str
    kind: str
    passages: int
    people: int
    teams: int
    roles: int
    authorities: int
    small_changes: int
    months: Mapping[str, int]
    acuteness: Acuteness
    practitioners: Share
    leaders: Share
    quiet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two themes in the same sources; `lift` is how many times more often than by chance."""

    one: str
    other: str
    sources: int
    lift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A theme that stands in the same sources as another; `lift` as in `Together`."""

    id: str
    title: str
    sources: int
    lift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Salience:
    """Every theme, the one of most people first, and the pairs that stand in the same sources."""

    themes: tuple[ThemeSalience, ...]
    together: tuple[Together, ...]
    people: int
    practitioners: int
    leaders: int


@needs(Right.SEE_WORDS)
def view_salience(
    project: Project, *, weights: Weights | None = None, bands: Bands | None = None
) -> Salience:
    """Return the spread and salience of every code and of every candidate still worked on."""
    board, texts = ledger(project).board, material(project)
    return salience_of(board, texts, weights=weights or Weights(), bands=bands or Bands())


@needs(Right.SEE_WORDS)
def view_theme_salience(
    project: Project, theme: str
) -> tuple[ThemeSalience, tuple[Beside, ...]] | None:
    """Return one theme's row of `view_salience`, and what it stands beside, most sources first.

    Takes the time of its own passages, not of the project's. None for a theme that holds nothing or
    is no longer worked on.
    """
    board, texts = ledger(project).board, material(project)
    themes = {str(each.id): each for each in _themes(board)}
    held = _passages(board, themes[theme], texts) if theme in themes else []
    if not held:
        return None
    crowd, usual = _everybody(project, texts)
    row = _row(themes.pop(theme), held, texts, crowd, (usual, Weights()))
    return row, _beside(board, texts, held, themes.values())


def salience_of(board: Board, texts: Material, *, weights: Weights, bands: Bands) -> Salience:
    """Return the spread and salience of what is on a board."""
    crowd = Crowd.of(texts.sources.values(), bands)
    felt = (_usual_length(texts), weights)
    held = {str(theme.id): _passages(board, theme, texts) for theme in _themes(board)}
    rows = [
        _row(theme, held[theme.id], texts, crowd, felt)
        for theme in _themes(board)
        if held[theme.id]
    ]
    sources = {row.id: {texts.source_of(each).id for each in held[row.id]} for row in rows}
    return Salience(
        themes=tuple(sorted(rows, key=lambda row: (-row.people, -row.passages, row.title))),
        together=_together(sources, len(texts.sources)),
        people=len(crowd.role_of),
        practitioners=len(crowd.practitioners),
        leaders=len(crowd.leaders),
    )


def _themes(board: Board) -> list[Candidate | Code]:
    working = [each for each in board.candidates.values() if each.status in WORKABLE]
    return [*board.codes.values(), *working]


def _passages(board: Board, theme: Candidate | Code, texts: Material) -> list[PassageId]:
    return [each for each in board.passages_of(theme.id) if each in texts.passages]


def _row(
    theme: Candidate | Code,
    passages: Sequence[PassageId],
    texts: Material,
    crowd: Crowd,
    felt: tuple[float, Weights],
) -> ThemeSalience:
    usual, weights = felt
    quotes = [texts.passages[each].quote for each in passages]
    sources = list({each.id: each for each in map(texts.source_of, passages)}.values())
    people = {person_of(source) for source in sources}
    spread = {
        name: len({value_of(source, name) for source in sources} - {""})
        for name in ("team", "role", "authority", "small change")
    }
    return ThemeSalience(
        id=theme.id,
        title=title_of(theme),
        kind=theme.kind.value if isinstance(theme, Code) else "candidate",
        passages=len(passages),
        people=len(people),
        teams=spread["team"],
        roles=spread["role"],
        authorities=spread["authority"],
        small_changes=spread["small change"],
        months=by_month(value_of(texts.source_of(each), "date") for each in passages),
        acuteness=acuteness_of(quotes, len(people), usual, weights),
        practitioners=wilson(len(people & crowd.practitioners), len(crowd.practitioners)),
        leaders=wilson(len(people & crowd.leaders), len(crowd.leaders)),
        quiet=why_quiet(people, crowd),
    )


def _usual_length(texts: Material) -> float:
    """Return the median number of words of a passage, at least 1."""
    lengths = [len(words_of(each.quote)) for each in texts.passages.values()]
    return max(1.0, median(lengths)) if lengths else 1.0


def _everybody(project: Project, texts: Material) -> tuple[Crowd, float]:
    """Return who was heard and the usual length, counted once for every state of the texts."""
    kept = project.cache.get("everybody heard")
    if kept is None or kept[0] is not texts:
        kept = (texts, Crowd.of(texts.sources.values(), Bands()), _usual_length(texts))
        project.cache["everybody heard"] = kept
    return kept[1], kept[2]


def _beside(
    board: Board,
    texts: Material,
    held: Sequence[PassageId],
    others: Iterable[Candidate | Code],
) -> tuple[Beside, ...]:
    """Return what stands in the sources of these passages, most sources first."""
    sources = {texts.source_of(each).id for each in held}
    here = {passage for source in sources for passage in texts.of_source[source]}
    found = []
    for other in others:
        passages = board.passages_of(other.id)
        shared = {texts.source_of(each).id for each in here.intersection(passages)}
        if shared:
            n_theirs = len(
                {texts.source_of(each).id for each in passages if each in texts.passages}
            )
            lift = _lift(len(shared), len(sources), n_theirs, len(texts.sources))
            beside = Beside(id=other.id, title=title_of(other), sources=len(shared), lift=lift)
            found.append(beside)
    return tuple(sorted(found, key=lambda each: (-each.sources, -each.lift, each.id)))


def _lift(shared: int, one: int, other: int, total: int) -> float:
    return round(shared * total / (one * other), 6)


def _together(sources: Mapping[str, set[SourceId]], total: int) -> tuple[Together, ...]:
    """Return the pairs that share a source, most sources first."""
    themes_of: dict[SourceId, list[str]] = defaultdict(list)
    for theme, held in sources.items():
        for each in held:
            themes_of[each].append(theme)
    shared = Counter(
        pair for themes in themes_of.values() for pair in combinations(sorted(themes), 2)
    )
    pairs = [
        Together(
            one=one,
            other=other,
            sources=count,
            lift=_lift(count, len(sources[one]), len(sources[other]), total),
        )
        for (one, other), count in shared.items()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.sources, -pair.lift, pair.one, pair.other)))
