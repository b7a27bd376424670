"""Every failure the workbench can tell, as one tree.

::

    WorkbenchError
    ├── ProjectError
    │   ├── ProjectNotFound       the path or address leads to no project
    │   ├── ProjectExists         a project would be overwritten
    │   ├── ProjectUnreadable     the file is not a project, or of a newer version
    │   ├── ProjectBusy           another process is writing and did not finish in time
    │   ├── ProjectChanged        texts that an act speaks of were taken away meanwhile
    │   ├── NewerProject          the project was written by a newer workbench
    │   ├── CannotServe           the project cannot be shown at this port
    │   ├── ImportStays           an import cannot be taken back
    │   ├── CannotErase           there is nothing to erase, or not at this moment
    │   └── CannotKeep            a date or an answer cannot be noted
    ├── SourceError
    │   ├── UnreadableSource      a file could not be read at all
    │   ├── UnsupportedFormat     no reader knows this kind of file
    │   ├── EmptySource           a file or cell holds no words
    │   ├── UnknownColumn         a mapped column is not in the table
    │   └── SpanOutsideSource     a span does not lie inside its source, or quotes other words
    ├── DecisionError
    │   ├── UnknownTheme          no candidate or code has this id
    │   ├── AmbiguousTheme        several candidates or codes have this title
    │   ├── UnknownPassage        no passage has this id, or it is not where the act expects it
    │   ├── UnknownMemo           no memo has this id
    │   ├── WordlessMemo          a memo would say nothing
    │   ├── CodeCircle            a code would hang under itself
    │   ├── ThemeClosed           the candidate or code is not in a state that allows the act
    │   ├── BarrierWithoutWords   a barrier would be left without sentence or passages
    │   ├── DuplicateCode         a code of that name exists
    │   ├── AlreadyHeld           a passage is in the theme that it is refused for
    │   ├── NothingToDo           the act would change nothing
    │   ├── NothingToUndo         there is no decision to step back (or forward) over
    │   ├── StaleDecision         somebody else changed the same thing first
    │   └── InvalidDecision       a decision line of a script makes no sense
    ├── RecipeError
    │   ├── UnknownRecipe         no recipe of that name
    │   ├── InvalidRecipe         a recipe file says something impossible
    │   ├── BrokenModel           the model's files are missing or not the pinned ones
    │   ├── NoLocalModel          no model of this machine is where the recipe looks
    │   ├── InvalidLanguageModel  the language model is named wrongly, or is not on this machine
    │   └── NoAnswer              the language model of this machine gave no answer
    ├── SetupError
    │   ├── InvalidLimit          a limit of the environment is no number above zero
    │   ├── MissingExtra          an optional part of the workbench is not installed
    │   ├── SchedulerUnreachable  no Dask scheduler answers at the address
    │   └── WorkersUnfit          a scheduler's workers would not do as this machine does
    ├── CorpusError
    │   ├── UnknownCorpus         no corpus of that name
    │   ├── InvalidCorpus         a corpus does not match its manifest
    │   └── NoGold                there are no codes of people's to measure against
    ├── ExportError
    │   ├── UnknownFormat         no writer for this format
    │   ├── NotForAudience        this format is not made for whom it would go to
    │   └── CannotWrite           the output cannot be written
    └── PrivacyError
        ├── InvalidRule           fewer people would be told of than ever may be
        ├── NamesUnreadable       the encrypted names of a project cannot be opened
        ├── UnknownIdentifier     no identifier, or no entry of the lists, of that name
        ├── StillOpen             a source cannot be cleared while something in it is open
        └── NotAllowed            the role in which somebody looks does not allow it

Each class takes typed fields and writes its own sentence: what happened, with which value, and
what to do next. Errors of other libraries are translated once, where they are met.
"""

from __future__ import annotations

from collections.abc import Iterable


class WorkbenchError(Exception):
    """A failure that is told to the person in one sentence."""


class ProjectError(WorkbenchError):
    """Something about the project file or database."""


class ProjectNotFound(ProjectError):
    """The path or address leads to no project."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(f"There is no project at {where}; make one with: workbench init {where}")


class ProjectExists(ProjectError):
    """A project would be overwritten."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(f"There is already something at {where}; choose another name.")


class ProjectUnreadable(ProjectError):
    """The file is not a workbench project, or it is damaged."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        super().__init__(
            f"{where} cannot be opened as a project ({detail}); "
            "choose another file or restore a backup."
        )


class ProjectBusy(ProjectError):
    """Another process is writing and did not finish in time."""

    def __init__(self, where: str, seconds: float) -> None:
        self.where, self.seconds = where, seconds
        super().__init__(
            f"{where} has been busy for {seconds:.0f} s because another program is writing to it; "
            "nothing was changed, try again in a moment."
        )


class ProjectChanged(ProjectError):
    """Texts that an act speaks of were taken away while it was at work."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(
            f"{where} lost texts while this was at work, as somebody erased or took back material; "
            "nothing of this was saved and nothing else is lost, so do it again."
        )


class NewerProject(ProjectError):
    """The project was written by a newer workbench."""

    def __init__(self, where: str, version: str) -> None:
        self.where, self.version = where, version
        super().__init__(
            f"{where} was written by a newer workbench (schema {version}); update the workbench."
        )


class CannotServe(ProjectError):
    """The project cannot be shown at this port of the machine."""

    def __init__(self, port: int, detail: str) -> None:
        self.port, self.detail = port, detail
        super().__init__(
            f"Port {port} of this machine cannot be used ({detail}); "
            "choose another one, or leave --port out to take a free one."
        )


class ImportStays(ProjectError):
    """An import cannot be taken back."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"No import was taken back: {reason}.")


class CannotErase(ProjectError):
    """There is nothing to erase, or it cannot be done at this moment."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Nothing was erased: {reason}.")


class CannotKeep(ProjectError):
    """A date of retention or an answer about consent cannot be noted."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Nothing was noted: {reason}.")


class SourceError(WorkbenchError):
    """Something about a text or the file it came from."""


class UnreadableSource(SourceError):
    """A file could not be read at all."""

    def __init__(self, name: str, detail: str) -> None:
        self.name, self.detail = name, detail
        super().__init__(f"{name} could not be read: {detail}.")


class UnsupportedFormat(SourceError):
    """No reader knows this kind of file."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(
            f"{name} is not a kind of file that can be imported; "
            f"save it as one of {', '.join(self.known)}."
        )


class EmptySource(SourceError):
    """A file or cell holds no words."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} holds no words; check that it is the right file.")


class UnknownColumn(SourceError):
    """A mapped column is not in the table."""

    def __init__(self, name: str, column: str, columns: Iterable[str]) -> None:
        self.name, self.column, self.columns = name, column, tuple(columns)
        super().__init__(
            f"{name} has no column “{column}”; its columns are: {', '.join(self.columns)}."
        )


class SpanOutsideSource(SourceError):
    """A span does not lie inside its source, or the source says something else there."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        super().__init__(
            f"Characters {start} to {end} of {source} are not the words that were meant; "
            "select the words again."
        )


class DecisionError(WorkbenchError):
    """An act that cannot be done to the board as it stands."""


class UnknownTheme(DecisionError):
    """No candidate or code has this id."""

    def __init__(self, theme: str) -> None:
        self.theme = theme
        super().__init__(f"There is no candidate or code “{theme}”; reload and choose again.")


class AmbiguousTheme(DecisionError):
    """Several candidates or codes have this title."""

    def __init__(self, title: str, themes: Iterable[str]) -> None:
        self.title, self.themes = title, tuple(themes)
        super().__init__(
            f"{len(self.themes)} candidates or codes are called “{title}”; "
            f"name the one you mean by its id: {', '.join(self.themes)}."
        )


class UnknownPassage(DecisionError):
    """No passage has this id, or it is not where the act expects it."""

    def __init__(self, passage: str, where: str) -> None:
        self.passage, self.where = passage, where
        super().__init__(f"Passage {passage} is not in {where} any more; reload and choose again.")


class UnknownMemo(DecisionError):
    """No memo has this id."""

    def __init__(self, memo: str) -> None:
        self.memo = memo
        super().__init__(f"There is no memo “{memo}” any more; reload and choose again.")


class WordlessMemo(DecisionError):
    """A memo would say nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        said = " ".join(text.split())
        super().__init__(f"“{said}” has no words for a memo; write some, or take the memo away.")


class CodeCircle(DecisionError):
    """A code would hang under itself."""

    def __init__(self, name: str, parent: str) -> None:
        self.name, self.parent = name, parent
        where = "itself" if name == parent else f"“{parent}”, which hangs under it"
        super().__init__(f"“{name}” cannot hang under {where}; choose another code, or the top.")


class ThemeClosed(DecisionError):
    """The candidate or code is not in a state that allows the act."""

    def __init__(self, name: str, status: str, act: str, advice: str = "reopen it first") -> None:
        self.name, self.status, self.act, self.advice = name, status, act, advice
        super().__init__(f"“{name}” is {status}, so you cannot {act} it; {advice}.")


class BarrierWithoutWords(DecisionError):
    """A barrier needs a sentence and at least one passage."""

    def __init__(self, name: str, missing: str) -> None:
        self.name, self.missing = name, missing
        super().__init__(
            f"“{name}” would stand without {missing}; "
            "a barrier needs a sentence and at least one passage that says so."
        )


class DuplicateCode(DecisionError):
    """A code of that name exists."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is already a code named “{name}”; merge into it or rename one.")


class AlreadyHeld(DecisionError):
    """A passage is in the theme that it is refused for."""

    def __init__(self, passage: str, name: str) -> None:
        self.passage, self.name = passage, name
        super().__init__(f"Passage {passage} is in “{name}”, so take it out of there instead.")


class NothingToDo(DecisionError):
    """The act would change nothing."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"Nothing to {act}: the board is already so.")


class NothingToUndo(DecisionError):
    """There is no decision to step back (or forward) over."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"There is no decision left to {act}.")


class StaleDecision(DecisionError):
    """Somebody else changed the same thing first."""

    def __init__(self, what: str, who: str, act: str) -> None:
        self.what, self.who, self.act = what, who, act
        super().__init__(
            f"{who} changed {what} in the meantime ({act}); "
            "nothing of yours was applied: look at it again and decide."
        )


class InvalidDecision(DecisionError):
    """A decision line of a script makes no sense."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        super().__init__(f"{where} is not a decision that can be read: {detail}.")


class RecipeError(WorkbenchError):
    """Something about a recipe or the model it names."""


class UnknownRecipe(RecipeError):
    """No recipe of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"There is no recipe “{name}”; choose one of {', '.join(self.known)}.")


class InvalidRecipe(RecipeError):
    """A recipe file says something impossible."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        super().__init__(f"The recipe {where} cannot be used: {detail}.")


class BrokenModel(RecipeError):
    """The model's files are missing or not the pinned ones."""

    def __init__(self, what: str, detail: str) -> None:
        self.what, self.detail = what, detail
        super().__init__(f"{what} cannot be used ({detail}); set the workbench up again.")


class NoLocalModel(RecipeError):
    """No model of this machine is where the recipe looks."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        place = f"There is no model to use in {where}" if where else "No model's folder is named"
        super().__init__(
            f"{place} ({detail}); set WORKBENCH_MODEL_FOLDER to a folder "
            "with model.onnx and tokenizer.json."
        )


class SetupError(WorkbenchError):
    """Something that this machine lacks."""


class InvalidLimit(SetupError):
    """A limit of the environment is no number above zero."""

    def __init__(self, variable: str, given: str) -> None:
        self.variable, self.given = variable, given
        super().__init__(
            f"{variable} is “{given}”, which is no limit; set it to a whole number above zero."
        )


class MissingExtra(SetupError):
    """An optional part of the workbench is not installed."""

    def __init__(self, extra: str, why: str) -> None:
        self.extra, self.why = extra, why
        super().__init__(
            f"The extra “{extra}” is not installed ({why}); "
            f"install sensemaking-workbench[{extra}] and try again."
        )


class SchedulerUnreachable(SetupError):
    """No Dask scheduler answers at the address."""

    def __init__(self, address: str, detail: str) -> None:
        self.address, self.detail = address, detail
        super().__init__(
            f"No Dask scheduler answers at {address} ({detail}); "
            "check the address, or leave --scheduler out to work on this machine."
        )


class WorkersUnfit(SetupError):
    """A scheduler's workers would not do as this machine does."""

    def __init__(self, address: str, detail: str) -> None:
        self.address, self.detail = address, detail
        super().__init__(
            f"The workers of {address} cannot take this on ({detail}); "
            "install the same workbench on all of them, or leave --scheduler out."
        )


class InvalidLanguageModel(RecipeError):
    """The language model is named wrongly, or is not on this machine."""

    def __init__(self, setting: str, detail: str) -> None:
        self.setting, self.detail = setting, detail
        super().__init__(
            f"The language model “{setting}” is not asked: {detail}; "
            "give it as http://127.0.0.1:11434/v1#model, or leave it out."
        )


class NoAnswer(RecipeError):
    """The language model of this machine gave no answer."""

    def __init__(self, model: str, detail: str) -> None:
        self.model, self.detail = model, detail
        super().__init__(
            f"The language model {model} gave no answer ({detail}): "
            "the words stay those of the passages."
        )


class CorpusError(WorkbenchError):
    """Something about a corpus."""


class UnknownCorpus(CorpusError):
    """No corpus of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"There is no corpus “{name}”; choose one of {', '.join(self.known)}.")


class InvalidCorpus(CorpusError):
    """A corpus does not match its manifest."""

    def __init__(self, name: str, detail: str) -> None:
        self.name, self.detail = name, detail
        super().__init__(f"The corpus {name} does not match its manifest: {detail}.")


class NoGold(CorpusError):
    """There are no codes of people's to measure against."""

    def __init__(self, name: str, detail: str) -> None:
        self.name, self.detail = name, detail
        super().__init__(f"{name} cannot be measured against: {detail}.")


class ExportError(WorkbenchError):
    """Something about what is written out."""


class UnknownFormat(ExportError):
    """No writer for this format."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"There is no export format “{name}”; choose {', '.join(self.known)}.")


class NotForAudience(ExportError):
    """A format is not made for whom it would go to."""

    def __init__(self, name: str, audience: str, known: Iterable[str]) -> None:
        self.name, self.audience, self.known = name, audience, tuple(known)
        super().__init__(
            f"The format “{name}” holds single texts and is for facilitators alone; "
            f"for {audience} choose {', '.join(self.known)}."
        )


class CannotWrite(ExportError):
    """The output cannot be written."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        super().__init__(f"{where} cannot be written ({detail}); choose another place.")


class PrivacyError(WorkbenchError):
    """Something that would show or do more than it should."""


class NotAllowed(PrivacyError):
    """The role in which somebody looks does not allow it."""

    def __init__(self, role: str, what: str) -> None:
        self.role, self.what = role, what
        super().__init__(
            f"In the role “{role}” you may not {what}; choose another role, or ask a steward."
        )


class InvalidRule(PrivacyError):
    """The small-number rule would tell of fewer people than any project may."""

    def __init__(self, k: object, floor: int) -> None:
        self.k, self.floor = k, floor
        super().__init__(
            f"From {k} people on is too few to be told of; choose a whole number from {floor} on."
        )


class NamesUnreadable(PrivacyError):
    """The encrypted names of a project cannot be opened."""

    def __init__(self, where: str, detail: str) -> None:
        self.where, self.detail = where, detail
        super().__init__(
            f"The project's names at {where} cannot be read ({detail}); put the right key back, or "
            "destroy them with “workbench names PROJECT destroy-key”: masks stay."
        )


class UnknownIdentifier(PrivacyError):
    """No identifier, or no entry of the project's lists, of that name."""

    def __init__(self, named: str, what: str = "identifier") -> None:
        self.named, self.what = named, what
        super().__init__(f"There is no {what} “{named}”; list them to see which there are.")


class StillOpen(PrivacyError):
    """A source cannot be cleared, as somebody has to look at something in it."""

    def __init__(self, source: str, count: int) -> None:
        self.source, self.count = source, count
        many = "1 identifier is" if count == 1 else f"{count} identifiers are"
        super().__init__(f"“{source}” cannot be cleared: {many} still open; decide them first.")
