"""Which words are names, and which are English: three lists that ship with the workbench.

``data/SOURCES.md`` says where they come from, under which licences, and how they were derived.
Counts are kept as powers of ten, because a name of many bearers needs less of a sign around it.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"
_LETTERS = str.maketrans({
    "\u2019": "'", "\u2018": "'", "`": "'", "\u02bc": "'", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
    "æ": "ae", "œ": "oe", "\u0131": "i", "ə": "a", "ħ": "h", "ß": "ss",
})  # fmt: skip
#: What somebody wrote down for this project counts like a name of some thousand bearers.
_OWN = 3
#: A word of level 1 is known to every reader, one of level 2 is in a desk dictionary.
COMMON = 1
#: From this length on, a word with an s is the word: "childs" is a lost apostrophe, no name.
_STEM = 4
_SHORT = 2
_LONGEST = 24

_SHAPES = re.compile(
    r".{3,}(?:ska|ski|skiej|skiego|cka|cki|dzka|dzki|ova|eva|ovic|ovich|evic|enko|escu|eanu|oglu"
    r"|vili|adze|ullah|zadeh|poulos|opoulou|idou|akis|nejad|singh|kaur|wala|rao|swamy|asinghe"
    r"|aitis|auskas|aite|iene|onkwo|chukwu|ugo)"
    r"|(?:o'|mc|fitz|oluwa|ade|chukwu|abdul|abdel|abdu|nwa|onye|olu|ayo).{3,}"
    r"|mac(?:k|d|g|l|p|n)[a-z]{3,}"
)


_PREFIXES = frozenset(
    {
        "pre",
        "mid",
        "non",
        "anti",
        "semi",
        "multi",
        "re",
        "co",
        "ex",
        "sub",
        "inter",
        "self",
        "cyber",
        "micro",
    }
)


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set."""
    return frozenset(words.split())


def fold(word: str) -> str:
    """Return a word as the lists hold it: no case, no accents, straight apostrophes.

    >>> fold("Wiśniewska"), fold("O\u2019Neill")
    ('wisniewska', "o'neill")
    """
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists say of one folded word.

    Parameters
    ----------
    given, family
        Order of magnitude of bearers as a given and as a family name; -1 where it is none.
    word
        Level of the English word list, 1 common to 3 rare; 0 where it is no English word.
    word_name
        Whether it is one of the English words that people here are called by.
    town, far
        Whether it is a town of the United Kingdom, or a city far away.
    noise
        Whether the lists of names hold it by accident.
    shaped
        Whether it is built as family names of some language are.
    """

    given: int = -1
    family: int = -1
    word: int = 0
    word_name: bool = False
    noise: bool = False
    town: bool = False
    far: bool = False
    shaped: bool = False

    @property
    def is_name(self) -> bool:
        """Whether somebody may be called so."""
        return self.given >= 0 or self.family >= 0 or self.word_name or self.shaped

    @property
    def is_plain_name(self) -> bool:
        """Whether it is a name that hardly is an English word as well."""
        if self.noise:
            return False
        if self.word == COMMON or (self.word_name and self.word):
            return False
        return self.given >= (_OWN if self.word else 1) or (self.shaped and not self.word)

    @property
    def is_ordinary(self) -> bool:
        """Whether a reader would take it for an English word first."""
        return self.word in (1, 2) and not self.is_plain_name


@lru_cache(maxsize=20_000)
def known(key: str) -> Known:
    """Return what the lists say of a folded word; of a hyphenated one, what they say of its parts."""
    found = _known(key)
    if found != Known() or not ("-" in key or "'" in key):
        return found
    parts = [_known(part) for part in re.split("[-']", key) if part and part not in _PREFIXES]
    if parts and all(part.word and not part.is_plain_name for part in parts):
        return Known(word=max(part.word for part in parts))
    named = [part for part in parts if part.is_name and not part.noise]
    if not named:
        return Known()
    best = max(named, key=lambda part: (part.is_plain_name, part.given, part.family))
    return replace(best, word=0) if best.is_plain_name else best


def _known(key: str) -> Known:
    level = _words().get(key, 0)
    if not level and len(key) > _STEM and key.endswith("s") and _given().get(key, -1) < _OWN:
        level = _words().get(key[:-1], 0)
    return Known(
        given=_given().get(key, -1),
        family=_family().get(key, -1),
        word=level,
        word_name=key in _word_names(),
        noise=key in _noise(),
        town=key in _towns(),
        far=key in _far_towns(),
        shaped=not level and bool(_SHAPES.fullmatch(key)),
    )


@lru_cache(maxsize=1)
def _given() -> dict[str, int]:
    own = {fold(word): _OWN for word in plain_words("own_names.txt")}
    listed = _counted("given.txt.gz")
    return listed | {key: max(count, listed.get(key, 0)) for key, count in own.items()}


@lru_cache(maxsize=1)
def _family() -> dict[str, int]:
    return _counted("family.txt.gz")


@lru_cache(maxsize=1)
def _words() -> dict[str, int]:
    return _counted("words.txt.gz")


@lru_cache(maxsize=1)
def _word_names() -> frozenset[str]:
    return frozenset(plain_words("word_names.txt"))


@lru_cache(maxsize=1)
def _noise() -> frozenset[str]:
    return frozenset(plain_words("not_names.txt"))


def is_slip(key: str) -> bool:
    """Return whether one letter less, more, other or swapped makes a common English word.

    >>> is_slip("becuase"), is_slip("holbrigg")
    (True, False)
    """
    if len(key) > _LONGEST:
        return False
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    return any(_words().get(word) == COMMON for word in _near(halves) if len(word) > _SHORT)


def _near(halves: list[tuple[str, str]]) -> Iterator[str]:
    for left, right in halves:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


@lru_cache(maxsize=1)
def word_families() -> frozenset[str]:
    """Return the English words that after a given name are a family name."""
    return frozenset(plain_words("word_families.txt"))


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(plain_words("towns.txt"))


@lru_cache(maxsize=1)
def _far_towns() -> frozenset[str]:
    return frozenset(plain_words("far_towns.txt"))


def _counted(name: str) -> dict[str, int]:
    """Read a list of ``word digit`` lines."""
    lines = gzip.decompress((_DATA / name).read_bytes()).decode("utf-8").splitlines()
    return {line[:-2]: int(line[-1]) for line in lines}


def plain_words(name: str) -> list[str]:
    """Read a list of words that white space separates, without its remarks."""
    return [word for line in plain_lines(name) for word in line.split()]


def plain_lines(name: str) -> list[str]:
    """Read the lines of a list, without remarks and empty ones."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
