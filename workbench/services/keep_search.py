"""Keep a search under a name, and forget it again: one transaction each.

Who reads a kept search sees its conditions in the values that they see everywhere: whoever sees stand-ins
reads and filters by those, also where somebody who sees the values as given has kept it.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.decisions import new_id, utc_now
from workbench.domain.searches import Condition, SavedSearch, Search, plain_name
from workbench.domain.viewers import Right, Words, needs
from workbench.store.database import Project
from workbench.store.masks import NOT_SCREENED
from workbench.store.material import masked
from workbench.store.saved_searches import drop_search, keep_search, saved_searches

#: A name longer than this is cut.
_NAME = 120


@needs(Right.JUDGE)
def keep(project: Project, name: str, search: Search, *, coder: str) -> SavedSearch | None:
    """Keep a search; one of the same name makes way for it.

    Without a name it is called by its words. What looks for nothing is not kept, and None returned.
    """
    if not (search.words.strip() or search.where or search.within):
        return None
    called = " ".join(name.split()) or " ".join(search.words.split()) or "A search"
    saved = SavedSearch(id=new_id(), name=called[:_NAME], search=search, coder=coder, at=utc_now())
    keep_search(project, saved)
    return saved


@needs(Right.JUDGE)
def forget(project: Project, saved_id: str) -> None:
    """Forget a search that was kept."""
    drop_search(project, saved_id)


@needs(Right.SEE_WORDS)
def kept(project: Project) -> tuple[SavedSearch, ...]:
    """Return the searches that were kept, in the order of their names."""
    found = saved_searches(project)
    if not any(each.search.where for each in found):
        return found
    words = {
        _compared(*pair): (pair[1], shown or NOT_SCREENED)
        for pair, shown in masked(project).words.items()
    }
    if project.viewer.words is Words.GIVEN:
        words = {
            (name, _folded(shown)): (shown, given) for (name, _), (given, shown) in words.items()
        }
    return tuple(_seen(each, words) for each in found)


def _seen(saved: SavedSearch, words: dict[tuple[str, str], tuple[str, str]]) -> SavedSearch:
    """Return a search with what its reader sees in place of each value."""
    where = tuple(
        Condition(name, words.get(_compared(name, value), ("", value))[1])
        for name, value in saved.search.where
    )
    return replace(saved, search=replace(saved.search, where=where))


def _compared(name: str, value: str) -> tuple[str, str]:
    return plain_name(name), _folded(value)


def _folded(value: str) -> str:
    return value.strip().casefold()
