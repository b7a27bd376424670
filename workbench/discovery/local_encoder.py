"""A model that is on this machine already, in the folder that its makers' tools wrote.

Hugging Face and sentence-transformers write such folders. Nothing is fetched: what is not in the
folder does not exist.

A folder with an ONNX export needs nothing else installed. Any other needs the extra
``transformers``, which brings sentence-transformers and torch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import Encoder, unit_rows
from workbench.discovery.onnx_encoder import Network, OnnxEncoder, Pooling, open_tokenizer
from workbench.discovery.recipes import EncoderSpec
from workbench.errors import BrokenModel, MissingExtra, NoLocalModel

_VARIABLE = "WORKBENCH_MODEL_FOLDER"
_EXPORTS = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_LAYERS = {"Transformer", "Pooling", "Normalize"}
_BLOCK = 1 << 20


def load_local(spec: EncoderSpec) -> Encoder:
    """Return the encoder in the recipe's folder, or in ``WORKBENCH_MODEL_FOLDER``.

    Raises
    ------
    NoLocalModel
        No folder is named, or there is no model in it.
    MissingExtra
        The folder has no ONNX export, and the extra ``transformers`` is not installed.
    BrokenModel
        The model cannot be loaded.
    """
    folder = _folder(spec)
    export = next((folder / name for name in _EXPORTS if (folder / name).is_file()), None)
    if export is not None:
        return _from_export(folder, export, spec.max_tokens)
    if not any(True for pattern in _WEIGHTS for _ in folder.glob(pattern)):
        raise NoLocalModel(str(folder), f"it holds neither {_EXPORTS[0]} nor model.safetensors")
    if importlib.util.find_spec("sentence_transformers") is None:
        raise MissingExtra("transformers", f"the model in {folder} has no model.onnx")
    return TorchEncoder(folder, spec.max_tokens)


def _folder(spec: EncoderSpec) -> Path:
    named = spec.folder or os.environ.get(_VARIABLE, "")
    if not named:
        raise NoLocalModel("", f"{_VARIABLE} is not set")
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise NoLocalModel(str(folder), "there is no such folder")
    return folder


def _from_export(folder: Path, export: Path, max_tokens: int) -> OnnxEncoder:
    words = folder / "tokenizer.json"
    if not words.is_file():
        raise NoLocalModel(str(folder), "it holds no tokenizer.json")
    _refuse_more_layers(folder)
    pooling, longest = _pooling(folder), min(max_tokens, _longest(folder))
    network = Network(export, pooling)
    tokenizer = open_tokenizer(words, longest)
    digest = _digest([*sorted(export.parent.glob(f"{export.name}*")), words])
    # One text is run to see how wide the vectors are: exports do not say so in one way.
    width = network.vectors(np.asarray([tokenizer.encode("width").ids], dtype=np.int64)).shape[1]
    return OnnxEncoder(f"local-{digest}-{pooling}-{longest}", network, tokenizer, width)


def _refuse_more_layers(folder: Path) -> None:
    """Refuse a model whose vectors go on after the pooling: an export ends before that."""
    modules = _json(folder / "modules.json")
    kinds = [str(each.get("type", "")).rpartition(".")[2] for each in modules or ()]
    if strange := [each for each in kinds if each not in _LAYERS]:
        raise NoLocalModel(str(folder), f"its layer “{strange[0]}” is not in an ONNX export")


def _pooling(folder: Path) -> Pooling:
    """Return how the model pools; plain models without such a file are pooled by the mean."""
    said = _settings(folder / "1_Pooling" / "config.json")
    modes = {
        Pooling.MEAN: "pooling_mode_mean_tokens",
        Pooling.FIRST: "pooling_mode_cls_token",
        Pooling.LARGEST: "pooling_mode_max_tokens",
    }
    chosen = [mode for mode, key in modes.items() if said.get(key)]
    chosen += [mode for mode in modes if said.get("pooling_mode") == mode.value]
    if len(chosen) == 1 or not said:
        return chosen[0] if chosen else Pooling.MEAN
    raise BrokenModel(str(folder), "its 1_Pooling/config.json names no pooling that is known here")


def _longest(folder: Path) -> int:
    longest = _settings(folder / "sentence_bert_config.json").get("max_seq_length")
    return longest if isinstance(longest, int) and longest >= 8 else 512


def _settings(path: Path) -> dict[str, Any]:
    found = _json(path)
    return found if isinstance(found, dict) else {}


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenModel(str(path), "it cannot be read") from error


def _digest(files: Iterable[Path]) -> str:
    """Return a hash of all bytes, so that another model never finds this one's vectors."""
    found = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    return found.hexdigest()[:12]


class TorchEncoder:
    """A sentence-transformers model, one text at a time, on one thread."""

    cacheable = True

    def __init__(self, folder: Path, max_tokens: int) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)  # sums in another order would differ in the last digit
        try:
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # many libraries, many classes
            raise BrokenModel(str(folder), "sentence-transformers cannot load it") from error
        model.max_seq_length = min(max_tokens, model.max_seq_length or max_tokens)
        files = sorted(path for pattern in _WEIGHTS for path in folder.glob(pattern))
        self.id = f"local-{_digest(files)}-torch-{model.max_seq_length}"
        self.n_dimensions = int(model.encode(["width"]).shape[1])
        self._model = model

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        vectors = np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        for place, text in enumerate(texts):
            # Alone, so that neither padding nor neighbours change its last digits.
            vectors[place] = self._model.encode([text], batch_size=1, show_progress_bar=False)[0]
            if progress and (place % 64 == 63 or place + 1 == len(texts)):
                progress(place + 1, len(texts))
        return unit_rows(vectors)

    def encode_more(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text: the space is always the same."""
        return self.encode(texts)
