"""The acts that people (and one that the machine) can do to a board, as plain data.

What each act does is told in ``apply``; how acts follow each other, are undone and kept, in
``ledger``. A *theme* is a candidate or a code, whichever has the id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar, NewType
from uuid import uuid4

from workbench.domain.board import Change
from workbench.domain.candidates import CandidateId, RunId
from workbench.domain.codebook import CodeId, CodeKind, Colour, Facet, IcebergLevel, Locus
from workbench.domain.coding import Polarity
from workbench.domain.corrections import Correct
from workbench.domain.memos import ChangeMemo, Note, RemoveMemo
from workbench.domain.sources import PassageId
from workbench.domain.tree import Nest

DecisionId = NewType("DecisionId", str)

#: The name under which machine runs stand in the log.
MACHINE = "workbench"


def new_id() -> str:
    """Return a fresh GUID."""
    return str(uuid4())


def utc_now() -> str:
    """Return the time as every `at` says it: UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """A person says that a candidate is real, in a sentence; it becomes a code with codings."""

    verb: ClassVar[str] = "confirm"
    candidate: CandidateId
    name: str
    statement: str = ""
    kind: CodeKind = CodeKind.BARRIER
    facets: tuple[Facet, ...] = ()
    code_id: CodeId = field(default_factory=lambda: CodeId(new_id()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Give a candidate or code another name."""

    verb: ClassVar[str] = "rename"
    theme: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Describe:
    """Write or change what a code says; None leaves a field as it is."""

    verb: ClassVar[str] = "describe"
    theme: str
    statement: str | None = None
    kind: CodeKind | None = None
    facets: tuple[Facet, ...] | None = None
    locus: Locus | None = None
    level: IcebergLevel | None = None
    definition: str | None = None
    use_when: str | None = None
    not_when: str | None = None
    example: str | None = None
    near_miss: str | None = None
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Put themes into another one, which may get another `name`; no code goes into a candidate."""

    verb: ClassVar[str] = "merge"
    themes: tuple[str, ...]
    into: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece to be carved out by a split."""

    name: str
    passages: tuple[PassageId, ...]
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Carve one or more parts out of a theme; what no part takes stays."""

    verb: ClassVar[str] = "split"
    theme: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Take passages out of one theme and put them into another (recoding, when both are codes)."""

    verb: ClassVar[str] = "move"
    passages: tuple[PassageId, ...]
    origin: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """Put passages into a theme, wherever else they may be."""

    verb: ClassVar[str] = "add"
    passages: tuple[PassageId, ...]
    to: str
    polarity: Polarity = Polarity.SUPPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Take passages out of a theme; those that are nowhere else are set aside."""

    verb: ClassVar[str] = "drop"
    passages: tuple[PassageId, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjust:
    """Carry what a theme holds of one passage, as it was judged, to another cut of its words."""

    verb: ClassVar[str] = "adjust"
    theme: str
    passage: PassageId
    to: PassageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Take suggested passages into a theme at once, and refuse those that were struck out."""

    verb: ClassVar[str] = "accept"
    to: str
    passages: tuple[PassageId, ...] = ()
    struck: tuple[PassageId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Say that passages do not belong to a theme: they are not offered there again."""

    verb: ClassVar[str] = "refuse"
    theme: str
    passages: tuple[PassageId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCode:
    """Make a code by hand, from passages (taken out of `origin`, if given) or empty."""

    verb: ClassVar[str] = "create"
    name: str
    statement: str = ""
    kind: CodeKind = CodeKind.CODE
    facets: tuple[Facet, ...] = ()
    passages: tuple[PassageId, ...] = ()
    origin: str = ""
    code_id: CodeId = field(default_factory=lambda: CodeId(new_id()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismiss:
    """Say that a candidate is nothing, or retire a code with its codings."""

    verb: ClassVar[str] = "dismiss"
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """Put a candidate by for another evening."""

    verb: ClassVar[str] = "park"
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Make a parked, dismissed or confirmed candidate open again; a code made of it goes."""

    verb: ClassVar[str] = "reopen"
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One candidate as the machine proposes it: passages with scores, most central first."""

    id: CandidateId
    title: str
    keywords: tuple[str, ...] = ()
    stability: float | None = None
    members: tuple[tuple[PassageId, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """The machine's only act: new candidates, in place of those that nobody has judged."""

    verb: ClassVar[str] = "propose"
    run_id: RunId
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseGrain:
    """Show another level of a stored run, wider or finer, where nobody has judged anything yet.

    `grain` counts from 0, the widest level; `proposals` are that level's candidates without the
    passages that people have judged.
    """

    verb: ClassVar[str] = "choose-grain"
    run_id: RunId
    grain: int
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take one decision back; a script may leave out which, and means the latest."""

    verb: ClassVar[str] = "undo"
    decision: DecisionId = DecisionId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo:
    """Do again what was taken back; a script may leave out which, and means the latest."""

    verb: ClassVar[str] = "redo"
    decision: DecisionId = DecisionId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Sources were erased: every line before this one stands without them, and is folded as it stands.

    No board allows this act, so it is none; it cannot be undone. See ``erasure``.

    Parameters
    ----------
    tombstones
        Keyed hashes of the erased sources' ids, by which an older copy finds them again.
    counts
        How many of what went, by name.
    to_read
        Ids of codes and memos in which people used everyday words that no text says any more: only
        a person can tell whether they point at somebody.
    seal
        Digest of the lines before this one, as they were left.
    """

    verb: ClassVar[str] = "erase"
    tombstones: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    to_read: tuple[str, ...] = ()
    seal: str = ""


HumanAct = (
    Confirm
    | Rename
    | Describe
    | Merge
    | Split
    | Move
    | Add
    | Drop
    | Adjust
    | Accept
    | Refuse
    | CreateCode
    | Dismiss
    | Park
    | Reopen
    | Nest
    | Note
    | ChangeMemo
    | RemoveMemo
)
Act = HumanAct | ChooseGrain | Correct | Propose
Step = Act | Undo | Redo
#: What a line of the log can be.
Line = Step | Erase


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log: who did what, when, why, and what it changed.

    `seq` counts from 1 without gaps; `at` is UTC in ISO 8601.
    """

    seq: int
    id: DecisionId
    step: Line
    coder: str
    at: str
    reason: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def by_machine(self) -> bool:
        """Whether this is a run's line and not a person's."""
        return isinstance(self.step, Propose)

    @property
    def tells_all(self) -> bool:
        """Whether the act itself says all that it changed, so that it need not be kept twice."""
        return isinstance(self.step, (Propose, ChooseGrain))
