"""Who gave every source of a project: read once a state of the texts, counted on by all views.

Counts are of distinct people (cases, or sources where no case is known), never of quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.domain.heard import Heard, heard_in, wanted_values
from workbench.domain.searches import Condition
from workbench.domain.sources import Source, SourceId
from workbench.domain.viewers import Right, needs
from workbench.store.bulk import many_objects
from workbench.store.database import Project
from workbench.store.material import material

#: Fewer people than this may be known by what is said of them.
FEW = 5
#: The line that stands under every table that is for facilitators alone.
FEW_WORDS = (
    f"For facilitators: groups of fewer than {FEW} people are shown as they are here. "
    "For leaders or for everyone they are put together with others first."
)
#: So many conditions are kept counted.
_NARROWED = 12


@needs(Right.SEE_WORDS)
def heard(project: Project) -> Heard:
    """Return who was heard in a project, read anew only when texts came in or went."""
    sources = material(project).sources
    kept: tuple[Mapping[SourceId, Source], Heard] | None = project.cache.get("heard")
    if kept is None or kept[0] is not sources:
        with many_objects():
            kept = (sources, heard_in(sources.values()))
        project.cache["heard"] = kept
    return kept[1]


@needs(Right.SEE_WORDS)
def narrowed(project: Project, where: Sequence[Condition]) -> Heard:
    """Return who was heard under these conditions alone."""
    everything = heard(project)
    if not where:
        return everything
    wanted = wanted_values(where)
    kept: dict[object, Heard] = everything.kept.setdefault("narrowed", {})
    key = tuple(sorted((name, *sorted(values)) for name, values in wanted.items()))
    if key not in kept:
        if len(kept) >= _NARROWED:
            kept.pop(next(iter(kept)))
        kept[key] = everything.narrowed(wanted)
    return kept[key]
