"""Corpora: texts with a manifest, shipped with the workbench or found in a folder.

A manifest (``corpora/<id>/corpus.toml``) says what a corpus is, under which licence, how its files
are to be read and what their checksums are. Only the project's own corpus lies beside its
manifest; the others are looked for in a folder that the person names.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.domain.sources import SourceKind
from workbench.errors import InvalidCorpus, UnknownCorpus

#: The environment variable that names a folder of corpora.
FOLDER_VARIABLE = "WORKBENCH_CORPORA"
#: The corpus that the demo opens.
SAMPLE = "childrens-services-sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """One file of a corpus and how to read it; `common` attributes go to each of its sources."""

    file: str
    kind: SourceKind = SourceKind.REFLECTION
    text: tuple[str, ...] = ()
    id: str | None = None
    case: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    common: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusGold:
    """Where a corpus keeps what people coded: a table with texts, codes, and what codes mean.

    `definitions` is a table whose column `id` names a code and `definition` says what it means.
    """

    file: str
    text: str
    code: str
    definitions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A manifest, with the folder where its data was found (None when it was not)."""

    id: str
    title: str
    licence: str
    language: str
    origin: str
    gold: str
    attribution: str
    counts: Mapping[str, int]
    files: tuple[CorpusFile, ...]
    sha256: Mapping[str, str]
    folder: Path | None
    coded: CorpusGold | None = None


def corpora_folder() -> Path:
    """Return the folder of manifests: inside an installed workbench, or beside the checkout's."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_assets" / "corpora"
    return installed if installed.is_dir() else package.parent / "corpora"


def list_corpora(folder: Path | None = None) -> tuple[Corpus, ...]:
    """Return every corpus that has a manifest.

    Parameters
    ----------
    folder
        Where to look for data; the folder that ``WORKBENCH_CORPORA`` names when left out.
    """
    manifests = sorted(corpora_folder().glob("*/corpus.toml"))
    return tuple(_read(manifest, _data_folder(folder)) for manifest in manifests)


def find_corpus(corpus_id: str, folder: Path | None = None) -> Corpus:
    """Return one corpus.

    Raises
    ------
    UnknownCorpus
        When there is no manifest of this id.
    """
    corpora = {corpus.id: corpus for corpus in list_corpora(folder)}
    if corpus_id not in corpora:
        raise UnknownCorpus(corpus_id, corpora)
    return corpora[corpus_id]


def verified_folder(corpus: Corpus) -> Path:
    """Return the folder of a corpus after holding its files against the manifest.

    Raises
    ------
    InvalidCorpus
        When the data was not found, or a file differs from what the manifest says.
    """
    if corpus.folder is None:
        detail = (
            f"its files were not found; put them into a folder and name it in {FOLDER_VARIABLE}"
        )
        raise InvalidCorpus(corpus.id, detail)
    for name, wanted in corpus.sha256.items():
        path = corpus.folder / name
        if not path.is_file():
            raise InvalidCorpus(corpus.id, f"{name} is missing in {corpus.folder}")
        if _sha256(path) != wanted:
            raise InvalidCorpus(corpus.id, f"{name} is not the file that was described")
    return corpus.folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _data_folder(folder: Path | None) -> Path | None:
    named = os.environ.get(FOLDER_VARIABLE)
    return folder or (Path(named) if named else None)


def _read(manifest: Path, data: Path | None) -> Corpus:
    try:
        plain: dict[str, Any] = tomllib.loads(manifest.read_text(encoding="utf-8"))
        files = tuple(_corpus_file(each) for each in plain["sources"])
        return Corpus(
            id=plain["id"],
            title=plain["title"],
            licence=plain["licence"],
            language=plain["language"],
            origin=plain["origin"],
            gold=plain["gold"],
            attribution=plain.get("attribution", ""),
            counts=plain["counts"],
            files=files,
            sha256=plain["sha256"],
            folder=_located(manifest.parent, plain["id"], files, data),
            coded=CorpusGold(**plain["coded"]) if "coded" in plain else None,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InvalidCorpus(
            manifest.parent.name, f"its manifest cannot be read: {error}"
        ) from error


def _corpus_file(plain: Mapping[str, Any]) -> CorpusFile:
    return CorpusFile(
        file=plain["file"],
        kind=SourceKind(plain["kind"]),
        text=tuple(plain.get("text", ())),
        id=plain.get("id"),
        case=plain.get("case"),
        attributes=plain.get("attributes", {}),
        common=plain.get("common", {}),
    )


def _located(
    own: Path, corpus_id: str, files: tuple[CorpusFile, ...], data: Path | None
) -> Path | None:
    places = [own, *([data / corpus_id, data] if data else [])]
    return next((each for each in places if all((each / f.file).is_file() for f in files)), None)
