"""A fresh room for each test."""

from __future__ import annotations

import pytest

from tests.domain.room import Room


@pytest.fixture
def room() -> Room:
    return Room()
