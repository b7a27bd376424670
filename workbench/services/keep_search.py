"""Keep a search under a name, and forget it again: one transaction each."""

from __future__ import annotations

from workbench.domain.decisions import new_id, utc_now
from workbench.domain.searches import SavedSearch, Search
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
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
    return saved_searches(project)
