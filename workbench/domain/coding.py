"""Codings: which code was given to which passage, by whom, and how; and which was refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

from workbench.domain.codebook import CodeId
from workbench.domain.sources import PassageId, named_guid

CodingId = NewType("CodingId", str)
_NAMESPACE = UUID("5b0d7c1e-2f6c-4d5e-9d3b-6f1f0a8c7e42")


class Origin(StrEnum):
    """How a passage came to a code or candidate."""

    BY_HAND = "by hand"
    SUGGESTED = "accepted suggestion"


class Polarity(StrEnum):
    """Whether the passage speaks for the code or against it."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A code x passage x coder x round.

    `created_at` is UTC in ISO 8601; `round` counts from 1.
    """

    id: CodingId
    code_id: CodeId
    passage_id: PassageId
    coder: str
    created_at: str
    round: int = 1
    origin: Origin = Origin.BY_HAND
    polarity: Polarity = Polarity.SUPPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A person's word that a passage does not belong to a theme: it is not offered there again.

    `at` is UTC in ISO 8601.
    """

    coder: str
    at: str


def coding_id(code: CodeId, passage: PassageId, coder: str, round_: int = 1) -> CodingId:
    """Return the GUID of the one coding that a coder can make of this code, passage and round."""
    return CodingId(named_guid(_NAMESPACE, f"{code}|{passage}|{round_}|{coder}"))
