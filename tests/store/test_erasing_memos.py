"""Memos and an erasure: those on what goes are nowhere any more, others lose only its words."""

from __future__ import annotations

from tests.properties.acts import PASSAGES
from tests.store.test_erasing import erase, fill, rows
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import CreateCode, Erase, HumanAct
from workbench.domain.memos import AboutKind, ChangeMemo, MemoId, Note, RemoveMemo
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.finishing import finish
from workbench.store.log import deciding, ledger

AT = "2026-03-01T09:00:00.000+00:00"


def _do(project: Project, act: HumanAct) -> None:
    with deciding(project) as desk:
        desk.record(desk.ledger.decide(act, coder="Ann", at=AT))


def _note(project: Project, name: str, kind: AboutKind, about: str, text: str) -> None:
    _do(project, Note(memo_id=MemoId(name), about_kind=kind, about=about, text=text))


def test_what_people_noted_on_the_erased_is_nowhere(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        _do(project, CreateCode(name="Waiting", code_id=CodeId("k"), passages=PASSAGES[:3]))
        _note(project, "on passage", AboutKind.PASSAGE, PASSAGES[0], "Secret thought about one.")
        _note(project, "on source", AboutKind.SOURCE, "source-0", "Secret thought about all.")
        _do(project, ChangeMemo(memo=MemoId("on source"), text="Secret second thought."))
        _note(project, "gone", AboutKind.PASSAGE, PASSAGES[0], "Secret that was taken back.")
        _do(project, RemoveMemo(memo=MemoId("gone")))
        quoting = "As one said: “Zebra0 waited with words of others”, and so did Zebra1."
        _note(project, "on code", AboutKind.CODE, "k", quoting)
        _note(project, "other", AboutKind.SOURCE, "source-1", "Kept as it is.")
        line = erase(project, ["source-0"])
        assert finish(project) == ""
        said = rows(project)
        assert "Secret" not in said
        assert "Zebra0" not in said
        memos = ledger(project).board.memos
        assert set(memos) == {"on code", "other"}
        assert memos[MemoId("on code")].text.endswith(", and so did Zebra1.")
        assert memos[MemoId("other")].text == "Kept as it is."
        assert isinstance(line.step, Erase)
        assert dict(line.step.counts)["memos"] == 2
        assert list(find_faults(project)) == []
        # Nothing of it comes back by undo; what is left goes on.
        with deciding(project) as desk:
            desk.record(desk.ledger.undo(coder="Ann", at=AT))
        assert set(ledger(project).board.memos) == {"on code"}
        with open_project(where) as again:
            assert ledger(again).board == ledger(project).board
            assert list(find_faults(again)) == []
