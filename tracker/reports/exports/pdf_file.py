"""A page as tagged PDF (PDF/UA-1, ISO 14289-1), by weasyprint (https://weasyprint.org). Nothing is fetched while it is made.

weasyprint draws with Pango, which is a library of the system; both are looked for when the first PDF is asked for.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from importlib import import_module
from types import ModuleType

from tracker.errors import UsageError

_VARIANT = "pdf/ua-1"


def pdf(page: bytes) -> bytes:
    """The PDF of a page that was rendered for paper: the same bytes from the same page.

    Raises:
        UsageError: weasyprint or one of its libraries is not installed; the hint says what to install.
    """
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=page.decode(), url_fetcher=nothing)
    made = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=sha256(page).digest()[:16])
    return bytes(made)


def _weasyprint() -> ModuleType:
    try:
        weasyprint = import_module("weasyprint")  # half a second, and an extra
        import_module("weasyprint.urls")
    except (ImportError, OSError) as error:
        raise UsageError(
            f"PDF is written with weasyprint, which cannot be used here: {error}.".replace("..", "."),
            hint="Install it with: pip install 'boilerplate-tracker[pdf-out]'; where Pango is missing, on Debian: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.",
        ) from error
    # it warns of every property that only browsers know
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return weasyprint
