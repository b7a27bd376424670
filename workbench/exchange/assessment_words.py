"""What the assessment of a project says: data flows, measures, places, roles, risks, open questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.consent import USE_WORDS, Consent, Stance, Use
from workbench.domain.releases import Release
from workbench.domain.retention import Kept
from workbench.domain.viewers import RIGHTS, Right
from workbench.exchange.assessments import Assessment, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a program knows of a project.

    Parameters
    ----------
    files
        Path, bytes, and whether others on the machine may read it.
    names_at
        Where the key to real names and the lists of names lie, encrypted.
    found
        Kind of identifier to how many were found.
    reviewed
        How many are masked, kept and still open; how many texts were screened and cleared.
    """

    name: str
    at: str
    where: str
    holds: Mapping[str, int]
    tables: Mapping[str, int]
    files: Sequence[tuple[str, int, bool]]
    backups: Sequence[tuple[str, str]]
    names_at: str
    found: Mapping[str, int]
    reviewed: Mapping[str, int]
    people: int
    consents: Sequence[Consent]
    releases: Sequence[Release]
    kept: Sequence[Kept]


def assessment_of(facts: Facts) -> Assessment:
    """Return the assessment, filled in as far as the facts go."""
    sections = (
        _purpose(facts), _flows(), _places(facts), _encryption(facts), _roles(), _identifiers(facts),
        _consent(facts), _released(facts), _retention(facts), _rights(), _risks(), _approval(),
    )  # fmt: skip
    made = (
        f"Written by the workbench on {facts.at} from the project itself; what only people can know is "
        "marked. It is a draft for your data protection officer, and no advice."
    )
    title = f"Data protection impact assessment: {facts.name}"
    return Assessment(title=title, made=made, sections=sections)


def _purpose(facts: Facts) -> Section:
    return Section(
        title="What is processed, and why",
        paragraphs=[
            "Practitioners' reflections and notes are gathered to find what gets in the way of good "
            "work, to test that with practitioners and leaders, and to plan experiments.",
            "They are words of staff about their work. They may name or describe children, families "
            "and colleagues, and may hold special categories of data (health, ethnicity, union "
            "membership) and data about offences.",
        ],
        columns=("In this project", "Number"),
        rows=[(name, f"{number:,}") for name, number in facts.holds.items()],
        to_fill=[
            "controller, purpose, lawful basis (Articles 6, 9 and 10; Schedule 1 of the Data "
            "Protection Act 2018), and whether consent is more than a courtesy here.",
            "how people were told, and what they were told about safeguarding.",
        ],
    )


def _flows() -> Section:
    return Section(
        title="Data flows",
        paragraphs=[
            "Everything happens on one machine. The workbench opens no outbound connection unless "
            "somebody asks for one by name; it is served to the browser of the same machine alone "
            "(127.0.0.1). No account, no telemetry, no language model outside.",
        ],
        columns=("Step", "What happens", "Where"),
        rows=[
            ("Import", "Files are read in a process of their own with limits; texts are stored as given", "project"),
            ("Screening", "Names and other identifiers are found; people review them", "project"),
            ("Proposing", "Numbers are computed from texts with stand-ins, and kept", "project"),
            ("Coding", "People judge; every act is logged with who and when", "project"),
            ("Export", "A file is written for an audience and registered", "where the person says"),
            ("Backup", "A copy of the whole project", "where the person says"),
        ],
    )  # fmt: skip


#: What tables hold, in words; what is not here is the machine's own bookkeeping.
_TABLES = {
    "source": "texts as they were given",
    "passage": "the passages cut out of them",
    "passage_search": "the index of their words",
    "attribute": "authority, team, role, date and the like of each text",
    "case": "who texts are from",
    "vector": "numbers computed from passages with stand-ins",
    "decision": "the log: who decided what, when and why",
    "code": "codes, barriers and enablers",
    "coding": "which passage stands for which code, by whom",
    "candidate": "groups of passages that the machine proposes",
    "memo": "notes of those who work with the texts",
    "identifier": "where names and other identifiers stand, and what is shown for them",
    "screening": "which texts were looked through and cleared, by whom",
    "screened_value": "which values of attributes were looked through; no words",
    "value_mark": "where in a value a name stands, and what is shown for it",
    "name_decision": "the log of decisions about names",
    "consent": "what people agreed to, when, and who noted it",
    "retention": "until when things are kept",
    "release_record": "the register of what left the project",
    "release_source": "which texts were in it",
}


def _places(facts: Facts) -> Section:
    places = [
        (path, f"{size:,} bytes", "others on this machine may read it" if is_open else "its owner")
        for path, size, is_open in facts.files
    ]
    places += [(place, f"backup of {at}", "as its folder allows") for place, at in facts.backups]
    tables = [
        (
            f"in it, table {name}",
            f"{number:,} rows",
            _TABLES.get(name, "bookkeeping of the machine"),
        )
        for name, number in facts.tables.items()
        if number
    ]
    return Section(
        title="What is stored where",
        paragraphs=[f"The project is {facts.where}."],
        columns=("Place", "How much", "Who may read it, or what it holds"),
        rows=[*places, *tables],
        to_fill=[
            "who else has an account on this machine, and whether the folder is synchronised."
        ],
    )


def _encryption(facts: Facts) -> Section:
    said = (
        "The project file is not encrypted by the workbench: whoever can read the file can read the "
        "words in it. Files are made readable for their owner alone."
        if facts.files
        else "The database server keeps the data; its own encryption applies."
    )
    exposed = [path for path, _, is_open in facts.files if is_open]
    warned = [f"Readable by others on this machine: {', '.join(exposed)}."] if exposed else []
    return Section(
        title="Encryption",
        paragraphs=[
            said,
            *warned,
            f"The key to real names and the lists of names are encrypted, at {facts.names_at}.",
        ],
        to_fill=["whether the disk, the backups and the way between machines are encrypted."],
    )


def _roles() -> Section:
    return Section(
        title="Roles and rights",
        paragraphs=[
            "What is not listed is refused. The person at the machine may act in every role, and sees "
            "stand-ins for names unless they act as steward or researcher.",
        ],
        columns=("Role", "May"),
        rows=[
            (role.value, "; ".join(right.value for right in Right if right in rights))
            for role, rights in RIGHTS.items()
        ],
        to_fill=["who holds which role."],
    )


def _identifiers(facts: Facts) -> Section:
    return Section(
        title="Names and other identifiers",
        paragraphs=[
            "What is found is shown as a stand-in, also before anybody has decided. A text goes to "
            "leaders or everyone only after a person has cleared it: identifiers removed and "
            "reviewed. The text as given stays in the project, so that this is no anonymisation.",
        ],
        columns=("Identifiers", "Number"),
        rows=[
            *((f"found: {kind}", f"{number:,}") for kind, number in sorted(facts.found.items())),
            *((name, f"{number:,}") for name, number in facts.reviewed.items()),
        ],
    )


def _consent(facts: Facts) -> Section:
    return Section(
        title="Consent",
        paragraphs=[
            "What nobody said yes to is not quoted to leaders or everyone. Who says “stop using” is "
            "left out of everything that goes out from then on, facilitators' files included.",
        ],
        columns=("Use", "Given", "Withdrawn", "Not known"),
        rows=list(_stances(facts)),
        to_fill=["which wording people agreed to, and how they were asked."],
    )


def _stances(facts: Facts) -> Iterator[tuple[str, ...]]:
    for use in Use:
        said = Counter(each.of(use) for each in facts.consents)
        given, withdrawn = said[Stance.GIVEN], said[Stance.WITHDRAWN]
        numbers = (given, withdrawn, facts.people - given - withdrawn)
        yield (USE_WORDS[use], *(f"{each:,}" for each in numbers))


def _released(facts: Facts) -> Section:
    return Section(
        title="What has left the project",
        paragraphs=["Files that went out cannot be called back; an erasure lists those concerned."],
        columns=("Release", "What", "For", "When", "By", "Erased since"),
        rows=[
            (f"{each.number}", each.kind, each.audience.value, each.at, each.by, f"{each.erased:,}")
            for each in facts.releases
        ],
    )


def _retention(facts: Facts) -> Section:
    said = (
        "When a date is over, the workbench says so at every start and in its check; a person "
        "applies it, after a rehearsal, by the same act as an erasure, with a receipt."
    )
    return Section(
        title="How long it is kept",
        paragraphs=[said, *([] if facts.kept else ["No date has been set in this project."])],
        columns=("What", "Until", "Set by"),
        rows=[(each.called, each.until.isoformat(), each.by) for each in facts.kept],
        to_fill=[]
        if facts.kept
        else ["until when the project is kept: workbench retention PROJECT"],
    )


def _rights() -> Section:
    return Section(
        title="Rights of people",
        paragraphs=[
            "Access: everything of one person is found by their case. Erasure: one act takes the "
            "texts, all that was derived from them and their words in the log, leaves no byte in the "
            "file, clears older backups when they are restored, and gives a receipt with the "
            "releases that cannot be recalled. Objection: “stop using” without erasing.",
        ],
        to_fill=["who answers requests, and within what time."],
    )


_RISKS: tuple[tuple[str, str], ...] = (
    ("A child or a family is recognised in a quote", "screening, review by a person, stand-ins, clearing before anything goes to leaders"),
    ("A member of staff is singled out by their manager", "counts of people by the small-number rule, also against earlier releases; no attributes, no order; quotes only with consent"),
    ("A name is overlooked", "what nothing explains goes to review; figures of the finder are measured and shown"),
    ("The file is copied or lost", "rights of the file's owner alone; backups are noted; encrypt the disk"),
    ("Words stay after they were erased", "erasure to the last byte, tombstones beside backups, receipt"),
    ("Numbers computed from texts give words back", "they are kept and erased like the texts, and made from texts with stand-ins"),
    ("The machine decides about people", "it proposes groups of passages; nothing is confirmed without a person"),
)  # fmt: skip


def _risks() -> Section:
    return Section(
        title="Risks and measures",
        columns=("Risk", "Measure in the workbench", "What is left (for you to judge)"),
        rows=[(risk, measure, "likelihood: …  severity: …") for risk, measure in _RISKS],
        to_fill=["further risks of this study, and whether what is left can be accepted."],
    )


def _approval() -> Section:
    return Section(
        title="Advice and approval",
        to_fill=[
            "advice of the data protection officer, with name and date.",
            "views of the people whose data it is, or why they were not asked.",
            "approval, with name and date, and when this is looked at again.",
        ],
    )
