"""Every failure writes one sentence that holds what it is about; the drawing shows them all."""

from __future__ import annotations

import inspect
import re

import pytest

from workbench import errors


def _value(parameter: inspect.Parameter, number: int) -> object:
    """Return a value of a field's type that can be found again in the sentence."""
    kind = str(parameter.annotation)
    if "Iterable" in kind:
        return f"first {parameter.name}", f"second {parameter.name}"
    return {"int": 1700 + number, "float": 1700.0 + number}.get(kind, f"the-{parameter.name}")


def _classes() -> list[type[errors.WorkbenchError]]:
    found = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    return [each for each in found if issubclass(each, errors.WorkbenchError)]


LEAVES = [each for each in _classes() if not each.__subclasses__()]


def _drawn() -> dict[str, str]:
    """Return each class in the drawing with the class it hangs under."""
    parents, found = ["WorkbenchError"], {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ([│ ]*)[├└]── (\w+)", line)
        if match:
            depth = len(match[1]) // 4 + 1
            found[match[2]] = parents[depth - 1]
            parents[depth:] = [match[2]]
    return found


def test_the_drawing_is_the_tree() -> None:
    drawn = _drawn()
    real = {each.__name__: each.__base__ for each in _classes()}
    del real["WorkbenchError"]
    assert drawn == {name: base.__name__ for name, base in real.items() if base}


def test_the_drawing_says_what_each_leaf_means() -> None:
    for leaf in LEAVES:
        assert re.search(rf"── {leaf.__name__} +\w.*", errors.__doc__ or ""), leaf


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_a_sentence_holds_its_fields(leaf: type[errors.WorkbenchError]) -> None:
    parameters = list(inspect.signature(leaf.__init__).parameters.values())[1:]
    values = {each.name: _value(each, number) for number, each in enumerate(parameters)}
    error = leaf(**values)
    sentence = str(error)
    for name, value in values.items():
        assert getattr(error, name) == value
        for part in value if isinstance(value, tuple) else (value,):
            shown = f"{part:.0f}" if isinstance(part, float) else str(part)
            assert shown in sentence, f"{name} is not told"
    assert sentence.endswith((".", f"init {values.get('where')}"))
    assert "\n" not in sentence
    assert leaf.__doc__
