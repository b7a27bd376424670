"""Running text (.txt, .md): the file is the text, to the letter."""

from __future__ import annotations

import json
import re

from workbench.ingest.content import Content, Words

TEXT_NAMES = frozenset(["", ".txt", ".text", ".md", ".markdown", ".rtf", ".html", ".htm", ".vtt",
                        ".srt"])  # fmt: skip
#: Kinds whose content was told before: words under these names are what is left of a broken file.
_OTHERS = frozenset([".docx", ".odt", ".pdf", ".doc", ".pptx", ".zip", ".png", ".jpg", ".jpeg",
                     ".mp3", ".mp4", ".wav", ".exe"])  # fmt: skip
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|[a-z][\w:-]*[\s>/])", re.IGNORECASE)


class PlainReader:
    """Reads .txt and .md, and words under any other name that are nothing else."""

    endings = (".txt", ".md")

    def knows(self, content: Content) -> bool:
        """Return whether the content is words and not what programs write for each other."""
        if not content.is_text or content.suffix in _OTHERS:
            return False
        if content.suffix in TEXT_NAMES:
            return True
        text = content.decoded.text.removeprefix("\ufeff")
        return not (_MARKUP.match(text) or _is_json(text))

    def read(self, content: Content) -> Words:
        """Return the text as given."""
        return Words(text=content.decoded.text, warnings=content.decoded.warnings)


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
