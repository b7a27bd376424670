"""Measure: recipes against hand-coded texts, a facilitator's effort, how identifiers are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, progress, say, show

if TYPE_CHECKING:
    from workbench.discovery.peers import Peer
    from workbench.services.evaluate.gold import Gold


class What(StrEnum):
    """What to measure."""

    QUALITY = "quality"
    EFFORT = "effort"
    PRIVACY = "privacy"


_ALL = "all"


def evaluate(
    what: Annotated[What, typer.Argument(help="What to measure.")] = What.QUALITY,
    corpus: Annotated[
        list[str] | None,
        typer.Option(help="A corpus' id or a table; repeatable. All coded corpora if left out."),
    ] = None,
    text: Annotated[str, typer.Option(help="The column with texts.")] = "",
    gold: Annotated[str, typer.Option(help="The column with codes, several between ;")] = "",
    recipe: Annotated[
        list[str] | None, typer.Option(help="A recipe; repeatable. The default one if left out.")
    ] = None,
    peer: Annotated[
        list[str] | None,
        typer.Option(help="bertopic-default, nmf, lda, keynmf, or all; repeatable."),
    ] = None,
    size: Annotated[
        list[int] | None, typer.Option(min=20, help="Passages a draw; repeatable. 300 if left out.")
    ] = None,
    draws: Annotated[int, typer.Option(min=1, max=200, help="Draws of each size.")] = 5,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Of draws and chance.")] = 0,
    save: Annotated[bool, typer.Option("--save", help="Write the recipes' metrics.json.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure recipes on texts that people coded: quality or effort; or how names are found."""
    from workbench.discovery.recipes import DEFAULT_RECIPE

    if what is What.PRIVACY:
        _privacy(as_json=as_json)
        return
    asked = _Asked(
        sets=_sets(corpus or [], text, gold),
        recipes=recipe or [DEFAULT_RECIPE],
        peers=_peers(peer or []),
        sizes=size or [300],
        draws=draws,
        seed=seed,
    )
    found = [
        _effort(asked, one) if what is What.EFFORT else _quality(asked, one) for one in asked.sets
    ]
    if save:
        _save(asked, what, [plain for plain, _ in found])
    plain = found[0][0] if len(found) == 1 else {"corpora": [plain for plain, _ in found]}
    show(plain, "\n\n".join(words for _, words in found), as_json=as_json)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    sets: Sequence[Gold]
    recipes: Sequence[str]
    peers: Sequence[Peer]
    sizes: Sequence[int]
    draws: int
    seed: int


def _sets(corpora: Sequence[str], text: str, code: str) -> list[Gold]:
    """Read what to measure against before anything is measured, so that a slip costs no time."""
    from workbench.errors import NoGold
    from workbench.services.evaluate.gold import coded_corpora, read_gold

    names = list(corpora) or list(coded_corpora())
    if not names:
        raise NoGold("Nothing", "name a corpus or a table with --corpus; see: workbench corpora")
    return [read_gold(name, text=text, code=code) for name in names]


def _peers(names: Sequence[str]) -> list[Peer]:
    """Return the peers that are named; of `all`, those that are installed."""
    from workbench.discovery.peers import Peer, missing_for
    from workbench.errors import MissingExtra

    known = {each.value: each for each in Peer}
    if unknown := [name for name in names if name not in {*known, _ALL}]:
        words = ", ".join([*known, _ALL])
        raise typer.BadParameter(f"--peer takes one of {words}, not “{unknown[0]}”")
    wanted = [each for name, each in known.items() if name in names or _ALL in names]
    for each in wanted:
        if (package := missing_for(each)) and _ALL not in names:
            raise MissingExtra("peers", f"{each} is measured with {package}")
        if package:
            say(f"{each} is left out: {package} is not installed (extra: peers).")
    return [each for each in wanted if not missing_for(each)]


def _about(gold: Gold) -> dict[str, Any]:
    return {
        "corpus": gold.name,
        "gold": gold.column,
        "sha256": gold.sha256,
        "texts": len(gold),
        "codes": gold.n_codes,
    }


def _quality(asked: _Asked, gold: Gold) -> tuple[dict[str, Any], str]:
    from workbench.services.evaluate.quality import evaluate_quality
    from workbench.services.evaluate.quality_report import table

    reports = evaluate_quality(
        gold,
        recipes=asked.recipes,
        peers=asked.peers,
        sizes=asked.sizes,
        draws=asked.draws,
        seed=asked.seed,
        progress=progress(),
    )
    plain = {**_about(gold), "seed": asked.seed, "sizes": [each.to_plain() for each in reports]}
    return plain, f"{_title(gold)}\n\n{table(reports)}"


def _effort(asked: _Asked, gold: Gold) -> tuple[dict[str, Any], str]:
    """Simulate evenings with the first recipe and size that were asked for."""
    from workbench.services.evaluate.effort import recipe_effort

    report = recipe_effort(
        gold,
        asked.recipes[0],
        draws=asked.draws,
        size=asked.sizes[0],
        seed=asked.seed,
        progress=progress(),
    )
    plain = {**_about(gold), "recipe": asked.recipes[0], **report.to_plain()}
    return plain, f"{_title(gold)}\n\n{report.to_words()}"


def _privacy(*, as_json: bool) -> None:
    """Hold what is found in the corpora whose identifiers are marked against the marks."""
    from workbench.services.evaluate.privacy import evaluate_privacy

    report = evaluate_privacy(progress=progress())
    show(report.to_plain(), report.to_words(), as_json=as_json)


def _title(gold: Gold) -> str:
    return f"{gold.name}, “{gold.column}”: {len(gold):,} texts, {gold.n_codes} codes"


def _save(asked: _Asked, what: What, found: Sequence[dict[str, Any]]) -> None:
    """Keep figures with the recipes that they are about: all, or of effort the first."""
    from workbench.services.evaluate.figures import add_figures

    recipes = asked.recipes[:1] if what is What.EFFORT else asked.recipes
    for gold, plain in zip(asked.sets, found, strict=True):
        for name in recipes:
            say(f"Kept in {add_figures(name, gold, asked.seed, {what.value: plain})}")
