"""How fast passages are read, beside onnxruntime alone: ``python -m tests.benchmarks.encoding [2000]``.

Onnxruntime alone is its own best: all processors in one session, texts sorted by length and padded
in batches, no unit length, no promise that a vector is the same in every batch.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tests.benchmarks.material import passages
from workbench.discovery.encoders import load_encoder, pinned_path
from workbench.discovery.recipes import load_recipe

_BATCHES = (1, 8, 32)
_ROUNDS = 3


def alone(texts: Sequence[str], session: Any, tokenizer: Any, batch: int) -> None:
    """Run the network over texts in padded batches and take the mean of the tokens."""
    encoded = sorted(tokenizer.encode_batch(list(texts)), key=lambda each: len(each.ids))
    for start in range(0, len(encoded), batch):
        ids, mask = _padded([each.ids for each in encoded[start : start + batch]])
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        found = session.run(None, feed)[0]
        (found * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)], mask[place, : len(row)] = row, 1
    return ids, mask


def rate(act: Callable[[], object], count: int) -> float:
    """Return texts a second, the best of a few rounds."""
    best = 0.0
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        act()
        best = max(best, count / (time.perf_counter() - began))
    return best


def compare(count: int) -> dict[str, float]:
    """Return texts a second of both, and ours as a share of theirs."""
    import onnxruntime
    from tokenizers import Tokenizer

    recipe, texts = load_recipe(), passages(count)
    spec, encoder = recipe.encoder, load_encoder(recipe)
    assert spec.weights is not None
    assert spec.tokenizer is not None
    session = onnxruntime.InferenceSession(str(pinned_path(spec.weights)))
    tokenizer = Tokenizer.from_file(str(pinned_path(spec.tokenizer)))
    tokenizer.no_padding()
    tokenizer.enable_truncation(spec.max_tokens)
    theirs = {
        batch: rate(lambda batch=batch: alone(texts, session, tokenizer, batch), count)  # type: ignore[misc]
        for batch in _BATCHES
    }
    ours = rate(lambda: encoder.encode(texts), count)
    return {
        "passages": count,
        "ours": ours,
        **{f"alone, batches of {batch}": found for batch, found in theirs.items()},
        "share": ours / max(theirs.values()),
    }


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    print(json.dumps({name: round(each, 3) for name, each in compare(asked).items()}))
