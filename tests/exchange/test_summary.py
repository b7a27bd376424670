"""The page of barriers: self-contained, and people's words are only ever words."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.exchange.summary import Quote, SummaryGroup, SummaryTheme, to_html

LOADING = {"src", "srcset", "data", "action", "poster", "background", "formaction", "ping"}
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</title></style><iframe src='https://example.org'>",
    "javascript:alert(1)",
    "& < > \" '",
)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1) | st.sampled_from(
    PAYLOADS
)


class _Reader(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _page(words: str) -> bytes:
    quote = Quote(words=words, origin=words)
    theme = SummaryTheme(anchor="t-1", name=words, statement=words, evidence=words, quotes=(quote,))
    group = SummaryGroup(kind="barrier", title="Barriers", themes=(theme,))
    return to_html(words, "2 sources", [group])


def read_page(page: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return reader


def assert_self_contained(page: bytes) -> None:
    reader = read_page(page)
    assert not reader.tags & {"script", "iframe", "img", "object", "embed", "link", "base", "form"}
    for name, value in reader.attributes:
        assert not name.startswith("on"), name
        assert name not in LOADING, name
        assert name != "href" or value.startswith("#"), value
    styles = page.decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in styles
    assert "@import" not in styles
    assert "default-src 'none'" in page.decode()


@settings(deadline=None)
@given(TEXT)
def test_words_stay_words_wherever_they_stand(words: str) -> None:
    page = _page(words)
    assert_self_contained(page)
    reader, plain = read_page(page), read_page(_page("plain"))
    assert reader.tags == plain.tags
    assert reader.attributes == plain.attributes
    assert "".join(reader.texts).count(words) >= 6


def test_without_barriers_it_says_so() -> None:
    page = to_html("An evening", "0 sources", [])
    assert "No barrier or enabler has been confirmed yet." in page.decode()
    assert_self_contained(page)


def test_every_theme_can_be_jumped_to() -> None:
    reader = read_page(_page("plain"))
    assert ("href", "#t-1") in reader.attributes
    assert ("id", "t-1") in reader.attributes
