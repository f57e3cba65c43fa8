"""What a page declares of itself: title, site, dates, address, language; strongest declaration of a kind first.

Values are kept as the page writes them: a date stays the string that was declared, with its offset from UTC.
Sources: the HTML standard, Open Graph (ogp.me), schema.org NewsArticle as JSON-LD, Dublin Core in meta.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.documents.read.reading import Declared
from tracker.documents.typography import encodable

_PROPERTIES: dict[str, Declared] = {
    "og:title": Declared.TITLE,
    "dc.title": Declared.TITLE,
    "dcterms.title": Declared.TITLE,
    "twitter:title": Declared.TITLE,
    "og:site_name": Declared.SITE_NAME,
    "application-name": Declared.SITE_NAME,
    "article:published_time": Declared.PUBLISHED,
    "datepublished": Declared.PUBLISHED,
    "dc.date.issued": Declared.PUBLISHED,
    "dcterms.issued": Declared.PUBLISHED,
    "dc.date": Declared.PUBLISHED,
    "dcterms.date": Declared.PUBLISHED,
    "publish-date": Declared.PUBLISHED,
    "pubdate": Declared.PUBLISHED,
    "date": Declared.PUBLISHED,
    "article:modified_time": Declared.MODIFIED,
    "og:updated_time": Declared.MODIFIED,
    "dcterms.modified": Declared.MODIFIED,
    "datemodified": Declared.MODIFIED,
    "og:url": Declared.CANONICAL,
    "og:locale": Declared.LANGUAGE,
    "content-language": Declared.LANGUAGE,
    "author": Declared.AUTHOR,
    "dc.creator": Declared.AUTHOR,
}
_STRENGTH = {name: rank for rank, name in enumerate(_PROPERTIES)}
#: JSON-LD types that are the document itself. A `WebSite` or a `Product` on the page has dates and names of its own.
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "PressRelease", "Report", "WebPage", "AnalysisNewsArticle"}
)
_LD_FIELDS = {"datePublished": Declared.PUBLISHED, "dateModified": Declared.MODIFIED, "inLanguage": Declared.LANGUAGE}
_DEEPEST_LD = 20


#: Every element that declares something and may stand anywhere; looking for all at once is one look at the page.
_DECLARING = 'script[type="application/ld+json"],link[rel][href],meta[content],time[datetime]'


def declarations(tree: LexborHTMLParser) -> Iterator[tuple[Declared, str]]:
    """Every declaration of the page, each distinct value of a kind once.

    Structured data comes first, then Open Graph and meta, then what HTML itself has: `title`, `lang`, `time`.
    """
    named: dict[str, list[LexborNode]] = {"script": [], "link": [], "meta": [], "time": []}
    for node in tree.css(_DECLARING):
        named[node.tag or ""].append(node)
    seen: set[tuple[Declared, str]] = set()
    for what, value in (
        *_linked_data(named["script"]),
        *_links(named["link"]),
        *_metas(named["meta"]),
        *_elements(tree),
        *_times(named["time"]),
    ):
        # JSON can write half of a character
        declaration = (what, " ".join(encodable(value).split()))
        if declaration[1] and declaration not in seen:
            seen.add(declaration)
            yield declaration


def _metas(metas: list[LexborNode]) -> list[tuple[Declared, str]]:
    found: list[tuple[int, Declared, str]] = []
    for meta in metas:
        attributes = meta.attributes
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        key = (name or "").strip().lower()
        if key in _PROPERTIES:
            found.append((_STRENGTH[key], _PROPERTIES[key], attributes.get("content") or ""))
    # By strength of the property, then as they stand on the page: `sorted` is stable.
    return [(what, value) for _, what, value in sorted(found, key=lambda entry: entry[0])]


def _links(links: list[LexborNode]) -> Iterator[tuple[Declared, str]]:
    for link in links:
        if "canonical" in (link.attributes.get("rel") or "").lower().split():
            yield Declared.CANONICAL, link.attributes.get("href") or ""


def _elements(tree: LexborHTMLParser) -> Iterator[tuple[Declared, str]]:
    # A `title` inside a drawing names a part of the drawing.
    title = tree.css_first("head > title")
    if title is not None:
        yield Declared.TITLE, title.text()
    root = tree.css_first("html")
    if root is not None:
        yield Declared.LANGUAGE, root.attributes.get("lang") or root.attributes.get("xml:lang") or ""


def _times(times: list[LexborNode]) -> Iterator[tuple[Declared, str]]:
    for time in times:
        attributes = time.attributes
        if "pubdate" in attributes or attributes.get("itemprop") == "datePublished":
            yield Declared.PUBLISHED, attributes.get("datetime") or ""


def _linked_data(scripts: list[LexborNode]) -> Iterator[tuple[Declared, str]]:
    for script in scripts:
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            # Broken structured data declares nothing; the page's words are read all the same.
            continue
        for article in _articles(data, 0):
            yield from _of_article(article)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON from a stranger is anything
    if depth > _DEEPEST_LD:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _articles(entry, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if not _ARTICLES.isdisjoint(str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        yield from _articles(data.get("@graph"), depth + 1)
        yield from _articles(data.get("mainEntity"), depth + 1)


def _of_article(article: dict[str, Any]) -> Iterator[tuple[Declared, str]]:
    for key in ("headline", "name"):
        if isinstance(article.get(key), str):
            yield Declared.TITLE, article[key]
    for key, what in _LD_FIELDS.items():
        if isinstance(article.get(key), str):
            yield what, article[key]
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        yield Declared.SITE_NAME, publisher["name"]
