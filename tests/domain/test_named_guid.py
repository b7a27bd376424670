"""GUIDs of names are those of RFC 9562's version 5, whatever made them: old projects hold them."""

from __future__ import annotations

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sources import named_guid

_TEXTS = st.text(st.characters(codec="utf-8"))


@given(st.uuids(), _TEXTS)
def test_it_is_version_five(namespace: UUID, name: str) -> None:
    assert named_guid(namespace, name) == str(uuid5(namespace, name))
