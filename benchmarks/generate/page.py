"""A generated release as a web page of the size that newsrooms have: the words are a tenth of it, the rest is around them.

What is around them is what one finds there: a menu of 150 links, a notice of cookies, structured data, drawings inside links,
related news with their own headings and days, a table, forms, a footer in columns, scripts. The pages of one site share it.
"""

from __future__ import annotations

import json
from html import escape
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import chance

_MENU = ("Products", "Services", "Quality", "Company", "Careers", "Investors")
_LINKS_A_MENU = 25
_COLUMNS = ("Company", "Support", "Legal", "Follow us")
_TEASERS = 12
_ICON = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2l3 7h7l-6 4 2 8-6-5-6 5 2-8-6-4h7z"/></svg>'
)
_COUNTRIES = ("Austria", "Belgium", "Canada", "Denmark", "Finland", "France", "Germany", "Ireland", "Italy", "Japan")


def page(text: str, *, title: str, published: str, seed: int, site: str = "", kilobytes: int = 60) -> str:
    """The release inside navigation, notices, teasers, scripts and a footer, padded to about this many kilobytes.

    Pages of the same `site` have the same menu, notice and footer.
    """
    rng, shared = chance(seed, "page", title, published), chance(seed, "site", site)
    paragraphs = [piece.strip() for piece in text.replace("  ", "\n\n").split("\n\n") if piece.strip()]
    body = "\n".join(_block(piece) for piece in paragraphs)
    inside = "\n".join(
        (
            _cookies(),
            _header(shared),
            f'<main id="content"><div class="grid"><article class="release">{_top(title, published)}\n{body}\n{_figures(rng)}</article>',
            f"{_related(rng)}</div>{_newsletter()}</main>",
            _footer(shared),
        )
    )
    declared = _declared(title, published)
    left = kilobytes * 1000 - len(inside) - len(declared) - 300
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
{declared}
<style>{_padding(shared, left // 3, ".{word} {{ margin: {number}px; color: #{number:03d}; }}")}</style>
<script>{_padding(shared, left // 3, 'push("{word}", {number});')}</script>
</head>
<body class="single single-release">
{inside}
<noscript><iframe src="/measure" height="0" width="0" style="display:none;visibility:hidden"></iframe></noscript>
<script>{_padding(rng, left // 3, 'state["{word}"] = "<b>{number}</b>";')}</script>
</body>
</html>
"""


def _block(piece: str) -> str:
    tag = "h3" if len(piece) < 80 and piece.lower().startswith(("about ", "contact", "forward", "safe harbor")) else "p"
    return f"<{tag}>{escape(piece.lstrip('# '), quote=False)}</{tag}>"


def _declared(title: str, published: str) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": published}
    trail = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "News"}]}
    return "\n".join(
        (
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta property="og:title" content="{escape(title)}">',
            f'<meta property="article:published_time" content="{published}T09:00:00Z">',
            *(f'<link rel="preload" as="font" href="/fonts/{number}.woff2" crossorigin>' for number in range(8)),
            f'<script type="application/ld+json">{json.dumps({"@graph": [trail, article]})}</script>',
        )
    )


def _cookies() -> str:
    kinds = "".join(
        f'<li><label class="toggle"><input type="checkbox" name="{kind.lower()}"><span class="track"></span> {kind}</label>'
        f'<p class="note">Cookies of this kind are kept for a year.</p></li>'
        for kind in ("Necessary", "Statistics", "Preferences", "Marketing")
    )
    return (
        '<div id="consent" class="consent consent--bottom" role="dialog" aria-label="Cookies"><h2>Your privacy</h2>'
        f"<p>This site uses cookies.</p><ul>{kinds}</ul><button>Accept all</button><button>Save</button></div>"
    )


def _header(shared: Random) -> str:
    menus = "".join(
        f'<li class="menu-item has-children"><a href="/{menu.lower()}">{menu}{_ICON}</a><ul class="sub-menu" style="width: 240px">'
        f"{_links(shared, _LINKS_A_MENU, menu.lower())}</ul></li>\n"
        for menu in _MENU
    )
    return (
        f'<header class="site-header"><a class="logo" href="/"><img src="/logo.svg" alt="Home"></a>'
        f'<nav aria-label="Main"><ul class="menu">\n{menus}</ul></nav>'
        '<form role="search" action="/search"><label for="q">Search</label><input id="q" name="q"><button>Go</button></form></header>\n'
        '<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol></nav>'
    )


def _links(rng: Random, count: int, folder: str) -> str:
    return "".join(
        f'<li class="menu-item menu-item-{rng.randint(100, 9999)}"><a href="/{folder}/{name.lower()}"><span>{name}</span></a></li>\n'
        for name in (_name(rng) for _ in range(count))
    )


def _name(rng: Random) -> str:
    return rng.choice(words.SYLLABLES_FIRST) + rng.choice(words.SYLLABLES_MIDDLE) + rng.choice(words.SYLLABLES_LAST)


def _top(title: str, published: str) -> str:
    share = "".join(f'<li><a href="/share/{number}" title="Share">{_ICON}</a></li>' for number in range(4))
    return (
        f'<h1 class="title">{escape(title)}</h1><div class="meta"><time datetime="{published}">{published}</time>'
        f'</div><ul class="share">{share}</ul>'
    )


def _figures(rng: Random) -> str:
    rows = "".join(
        f'<tr><td style="text-align:left">{_name(rng)}</td>' + f"<td>{rng.randint(1, 999)}</td>" * 3 + "</tr>\n"
        for _ in range(8)
    )
    return f'<table class="figures"><thead><tr><th>Site</th><th>Q1</th><th>Q2</th><th>Q3</th></tr></thead><tbody>{rows}</tbody></table>'


def _related(rng: Random) -> str:
    cards = "".join(
        f'<li class="card"><a href="/news/{number}"><img src="/media/{number}.webp" alt="" loading="lazy"><span class="tag">News</span>'
        f"<h3>{_name(rng)} {rng.choice(words.ANNOUNCERS)} {_name(rng)}</h3></a>"
        f"<p>{_name(rng)} has more to say of it &hellip; <a class='more' href='/news/{number}'>Read more</a></p></li>\n"
        for number in (rng.randint(1, 9999) for _ in range(_TEASERS))
    )
    return f'<aside class="related"><h2>More news</h2><ul>\n{cards}</ul></aside>'


def _newsletter() -> str:
    countries = "".join(f'<option value="{country.lower()}">{country}</option>' for country in _COUNTRIES)
    return (
        '<section class="newsletter"><h2>Newsletter</h2><form action="/newsletter"><label>E-mail <input type="email"></label>'
        f"<select>{countries}</select><button>Subscribe</button></form></section>"
    )


def _footer(shared: Random) -> str:
    columns = "".join(
        f'<div class="column"><h4>{column}</h4><ul>{_links(shared, 10, "more")}</ul></div>' for column in _COLUMNS
    )
    return (
        f'<footer class="site-footer">{columns}<p>All rights reserved.</p>'
        '<p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>'
    )


def _padding(rng: Random, size: int, form: str) -> str:
    pieces: list[str] = []
    while size > 0:
        piece = form.format(word=rng.choice(words.SYLLABLES_FIRST).lower(), number=rng.randint(0, 999))
        pieces.append(piece)
        size -= len(piece) + 1
    return "\n".join(pieces)
