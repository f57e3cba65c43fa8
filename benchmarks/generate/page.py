"""A generated release as a web page of the size that newsrooms have: the words are a tenth of it, the rest is around them."""

from __future__ import annotations

from html import escape
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import chance

_NAV = (
    "Products",
    "Services",
    "Quality",
    "Company",
    "Careers",
    "Investors",
    "Newsroom",
    "Support",
    "Contact",
    "Downloads",
)


def page(text: str, *, title: str, published: str, seed: int, kilobytes: int = 60) -> str:
    """The release inside navigation, notices, teasers, scripts and a footer, padded to about this many kilobytes."""
    rng = chance(seed, "page", title, published)
    paragraphs = [piece.strip() for piece in text.replace("  ", "\n\n").split("\n\n") if piece.strip()]
    body = "\n".join(_block(piece) for piece in paragraphs)
    around = len(body) + 3000
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<meta property="article:published_time" content="{published}T09:00:00Z">
<style>{_padding(rng, (kilobytes * 1000 - around) // 4, ".{word} {{ margin: {number}px; color: #{number:03d}; }}")}</style>
<script>{_padding(rng, (kilobytes * 1000 - around) // 2, 'push("{word}", {number});')}</script>
</head>
<body>
<div class="cookie" role="dialog"><p>This site uses cookies.</p><button>Accept</button></div>
<header><nav><ul>{"".join(f'<li><a href="/{item.lower()}">{item}</a></li>' for item in _NAV)}</ul></nav></header>
<main>
<article>
<h1>{escape(title)}</h1>
{body}
</article>
<aside><h2>More news</h2><ul>
{_teasers(rng, (kilobytes * 1000 - around) // 4)}
</ul></aside>
</main>
<footer><p>All rights reserved.</p><p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>
</body>
</html>
"""


def _block(piece: str) -> str:
    tag = "h3" if len(piece) < 80 and piece.lower().startswith(("about ", "contact", "forward", "safe harbor")) else "p"
    return f"<{tag}>{escape(piece.lstrip('# '), quote=False)}</{tag}>"


def _padding(rng: Random, size: int, form: str) -> str:
    pieces: list[str] = []
    while size > 0:
        piece = form.format(word=rng.choice(words.SYLLABLES_FIRST).lower(), number=rng.randint(0, 999))
        pieces.append(piece)
        size -= len(piece) + 1
    return "\n".join(pieces)


def _teasers(rng: Random, size: int) -> str:
    form = (
        '<li class="teaser"><a href="/news/{number}"><img src="/media/{number}.webp" alt=""> {word} {number}</a></li>'
    )
    return _padding(rng, size, form)
