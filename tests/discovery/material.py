"""Passages written for these tests: a small workshop with six things that get in the way."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.recipes import Recipe

THEMES = {
    "vouchers": """
        I needed a voucher for a food shop and waited nine days for a senior manager to sign it.
        Every voucher goes to a panel that meets on Thursdays, whatever the family's need is.
        The sign-off for a bus pass cost more in staff hours than the bus pass itself.
        A head of service has to approve a ten pound voucher, so families go without.
        By the time the voucher was signed off the family had borrowed money from a neighbour.
        We are trusted with children's safety but not with a twenty pound voucher.
        The voucher form asks for three signatures and one of the managers was on leave.
        Small payments to families need approval by somebody who has never met them.
        """,
    "recording": """
        I wrote the same visit into three different forms before I could close the laptop.
        The recording system logs me out and the case note that I typed is lost.
        We spend more of the week typing case notes than sitting with children.
        The assessment form repeats questions that were answered in the referral form.
        Recording has to be done within two days, so I type in the car between visits.
        The case system does not let me copy the chronology, so I type it all again.
        Two databases hold the same case record and neither is up to date.
        I stayed until eight in the evening to finish my case recording.
        """,
    "travel": """
        Families wait an hour for the bus because the contact centre moved to the ring road.
        There is no parking near the family centre, so I arrive late to each visit.
        Pool cars must be booked two weeks ahead, which does not work for an urgent visit.
        A mother took three buses with a pram to see her baby at the contact centre.
        I drive ninety minutes across the county to see one child in a placement.
        The mileage claim was refused because I had driven from home to the visit.
        The last bus goes at five, so fathers who work cannot come to the contact centre.
        Without a car you cannot do this job, since the estates have no trains or buses.
        """,
    "court": """
        The court asked for a new statement although the judge had not read the first one.
        Hearings are moved at a day's notice and the child's solicitor is told last.
        I prepared the care plan for court three times because the template changed.
        The judge wanted an expert assessment and the court waited four months for it.
        Solicitors ring during visits because the court bundle is due that afternoon.
        Our legal team checks every statement, so court papers are always late.
        The hearing was adjourned because the court had no interpreter.
        Children ask when the judge will decide and we cannot tell them.
        """,
    "turnover": """
        The girl told me that I am her seventh social worker and she will not start again.
        When a colleague leaves, nobody hands over and the family tells its story once more.
        Agency workers come for three months, and then families meet another stranger.
        We lost four workers in the spring and their cases were shared out among us.
        Nobody stays in our team for longer than a year because caseloads are so high.
        The boy stopped talking after his worker left without saying goodbye.
        New workers are given complex cases in their first week because the team is short.
        Vacancies are not filled, so duty work is covered by whoever is still here.
        """,
    "supervision": """
        Supervision is a list of deadlines, and I never get to talk about how a visit felt.
        My supervision was cancelled three times because my manager was called away.
        I would like time in supervision to think about the relationship with a family.
        My manager goes through the overdue tasks in supervision and then the hour is over.
        Reflective supervision happened once, when an outside facilitator came.
        After a hard visit there is nobody to talk to and supervision is weeks away.
        Group supervision helped me to think, but the manager stopped it.
        Supervision notes are copied into the case file, so I do not say what I doubt.
        """,
}
PASSAGES = tuple(line.strip() for block in THEMES.values() for line in block.strip().split("\n"))
EMPTY = ("n/a", "Nothing to add", "Thanks!", "No comment", "-", "", "   ", "None, thank you", "???")
_UNRELATED = """
    The ferry to the island leaves twice a day in winter.
    My grandmother kept bees behind the old chapel.
    Photosynthesis turns sunlight into sugar inside leaves.
    The striker missed a penalty in the final minute.
    Copper conducts electricity better than iron.
    She painted the kitchen ceiling bright yellow.
    Volcanic ash closed the airport for three days.
    He tuned the cello before the concert began.
    Bread dough rises faster in a warm room.
    The comet will not return for another century.
    Snow leopards live high in the mountains.
    The software update broke the printer driver.
    The dentist recommended a softer toothbrush.
    Coral reefs are bleaching as seas warm.
    Interest rates rose by a quarter of a point.
    The novel is told by a retired lighthouse keeper.
    Tomatoes need staking before they fall over.
    Quantum computers need extremely low temperatures.
    The wedding cake had five tiers and sugared violets.
    Potholes on the lane damaged two bicycles.
    An old map shows a village drowned by the reservoir.
    Chess grandmasters memorise thousands of positions.
    The tailor shortened the sleeves by an inch.
    Whales sing songs that change every year.
    His passport expired a week before the trip.
    Mosquitoes breed in standing water.
    The archive holds letters from the emperor.
    Glaciers carve wide valleys over time.
    Cheese from that valley is wrapped in nettles.
    The magician hid a coin behind the curtain.
"""
UNRELATED = tuple(line.strip() for line in _UNRELATED.strip().split("\n"))


def theme_of(index: int) -> str:
    """Return the theme that a passage was written for."""
    return list(THEMES)[index // 8]


def dealt_out(texts: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """Deal the words of all texts out at random, keeping the lengths."""
    words = [word for text in texts for word in text.split()]
    random.Random(seed).shuffle(words)
    dealt = iter(words)
    return tuple(" ".join(next(dealt) for _ in text.split()) for text in texts)


def random_words(count: int, seed: int) -> tuple[str, ...]:
    """Make texts of made-up words."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abdegiklmnoprstu", k=6)) for _ in range(400)]
    return tuple(" ".join(chance.choices(words, k=8)) for _ in range(count))


def random_vectors(recipe: Recipe, count: int, seed: int) -> NDArray[np.float32]:
    """Draw directions evenly from the sphere, shape (count, n_dimensions)."""
    drawn = np.random.default_rng(seed).standard_normal((count, recipe.encoder.n_dimensions))
    return unit_rows(drawn)
