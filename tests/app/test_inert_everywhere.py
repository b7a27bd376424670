"""Law 8 as a matrix: every column that people's words reach, on every page and view, stays text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.app.hostile import make_hostile
from tests.app.test_accessible import VIEWS
from tests.app.test_inert import NAUGHTY
from tests.conftest import OpenTab, Serve
from workbench.services.check_project import check_project
from workbench.store.database import open_project
from workbench.store.tables import Row
from workbench.store.tables_consent import ConsentRow
from workbench.store.tables_identifiers import ScreeningRow

BAD = (NAUGHTY[0], NAUGHTY[5])
#: Where people's words go, also by way of what the machine makes of them. A column that is in neither
#: of these sets was not thought about: say here what it holds, and let `make_hostile` write it.
PEOPLES = {
    "attribute": {"name", "value"},
    "candidate": {"keywords", "title"},
    "case": {"name"},
    "code": {"definition", "example", "name", "near_miss", "not_when", "statement", "use_when"},
    "coding": {"coder"},
    "consent": {"coder", "form"},
    "decision": {"changes", "coder", "reason", "step"},
    "evidence": {"draft"},
    "fact": {"value"},
    "levelled": {"keywords", "title"},
    "memo": {"changed_by", "coder", "text"},
    "name_decision": {"clearings", "coder"},
    "passage": {"quote"},
    "refusal": {"coder"},
    "release_record": {"coder", "file"},
    "retention": {"coder"},
    "run": {"coder", "message"},
    "screening": {"cleared_by"},
    "shift": {"title", "why"},
    "source": {"external_id", "origin", "text", "title"},
}
#: Ids, hashes, times, words of our own lists, and JSON of these and of numbers.
OURS = {
    "candidate": {"code_id", "id", "merged_into", "proposed", "run_id", "status"},
    "case": {"id"},
    "code": {"colour", "facets", "id", "kind", "level", "locus", "parent"},
    "coding": {"code_id", "created_at", "id", "origin", "passage_id", "polarity"},
    "consent": {"act", "at", "before", "person", "stance", "undoes", "use"},
    "decision": {"at", "id", "verb"},
    "evidence": {"candidate_id", "central", "counter", "draft_sources", "edge"},
    "fact": {"name"},
    "identifier": {
        "found", "id", "kind", "label", "part", "role", "source_id", "verdict", "why",
    },
    "attribute": {"source_id"},
    "levelled": {"candidate_id", "members", "parent", "run_id"},
    "member": {"candidate_id", "origin", "passage_id"},
    "memo": {"about", "about_kind", "changed_at", "created_at", "id", "kind"},
    "name_decision": {"at", "changes", "entry", "id", "rescreened", "undoes", "verb"},
    "offer": {"code_id", "passage_id", "reasons", "run_id"},
    "passage": {"id", "source_id"},
    "refusal": {"at", "passage_id", "theme_id"},
    "release_record": {"at", "audience", "counts", "held", "kind", "sha256"},
    "release_source": {"source_id"},
    "retention": {"at", "holding", "target", "until"},
    "run": {"created_at", "id", "recipe", "verdict", "versions"},
    "screened_value": {"at", "finder", "id"},
    "screening": {"at", "cleared_at", "finder", "source_id"},
    "shift": {"kind", "passages", "run_id", "since", "theme"},
    "source": {"case_id", "id", "imported_at", "kind", "origin_hash", "text_hash"},
    "value_mark": {"found", "id", "kind", "label", "role", "value_id", "verdict", "why"},
    "unplaced": {"nearest", "passage_id", "run_id"},
    "vector": {"encoder_id", "text_hash"},
}  # fmt: skip
#: What a leader sees.
MORE = {"/explore": ("?as=leader", "?as=leader&barrier=typing")}

#: The elements and handlers that only text which was taken for markup could have made.
_MADE = """() => {
  const wanted = "img, iframe, [onerror], [onload], [onmouseover], [srcdoc], [href^='javascript' i]";
  const within = (root) => [...root.querySelectorAll("*")].flatMap((each) => [
    ...(each.matches(wanted) ? [each.outerHTML.slice(0, 200)] : []),
    ...(each.shadowRoot ? within(each.shadowRoot) : [])]);
  return within(document);
}"""
_SHOWN = "() => document.querySelector('[class*=ReactiveESM]').shadowRoot.textContent"


def _columns() -> dict[str, set[str]]:
    return {
        table.name: {each.name for each in table.columns if isinstance(each.type, sa.Text)}
        for table in Row.metadata.sorted_tables
    }


def test_every_column_of_text_was_thought_about() -> None:
    assert ConsentRow.metadata is ScreeningRow.metadata is Row.metadata
    thought = {
        name: PEOPLES.get(name, set()) | OURS.get(name, set()) for name in PEOPLES.keys() | OURS
    }
    assert thought == _columns()
    assert not [name for name in PEOPLES if PEOPLES[name] & OURS.get(name, set())]


@pytest.fixture(scope="module", params=BAD, ids=["an image", "a frame"])
def hostile(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    where = tmp_path_factory.mktemp("hostile") / "hostile.workbench"
    make_hostile(where, request.param, NAUGHTY)
    return where, request.param


def test_every_such_column_holds_the_words(hostile: tuple[Path, str]) -> None:
    where, bad = hostile
    written = {bad, json.dumps(bad, ensure_ascii=False)[1:-1]}
    lacking = []
    with open_project(where) as project, project.reading() as connection:
        for name, columns in PEOPLES.items():
            for column in columns:
                values = connection.execute(
                    sa.select(Row.metadata.tables[name].c[column]).distinct()
                ).scalars()
                if not any(each in (value or "") for value in values for each in written):
                    lacking.append(f"{name}.{column}")
        assert lacking == []
        assert check_project(project).faults == ()


@pytest.mark.browser
@pytest.mark.parametrize("bad", BAD)
def test_what_was_made_of_text_would_be_seen(chromium: Any, bad: str) -> None:
    tab = chromium.new_page()
    tab.evaluate(
        """(bad) => { const root = document.body.attachShadow({ mode: "open" });
        root.innerHTML = `<p title="">${bad}</p>`; }""",
        bad,
    )
    assert tab.evaluate(_MADE)
    tab.close()


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_they_stay_text_in_every_view(
    hostile: tuple[Path, str], serve: Serve, open_tab: OpenTab
) -> None:
    where, bad = hostile
    address = serve(where, coder=bad).rstrip("/")
    tab, asked = open_tab(address), list[str]()
    # Nobody answers a dialog: it stops the page, and with it the test.
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    for page, views in VIEWS.items():
        shown = 0
        for view in (*views, *MORE.get(page, ())):
            tab.goto(address + page + view)
            tab.wait_for_selector("[data-ready=yes]")
            tab.wait_for_load_state("networkidle")
            made, title = tab.evaluate(_MADE), tab.title()
            assert (page + view, made, title == "owned") == (page + view, [], False)
            shown += bad in tab.evaluate(_SHOWN)
        # A page that shows none of them proves nothing.
        assert shown, page
    assert asked == []
