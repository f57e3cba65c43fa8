"""Pages that are not what their status says, in the words that hosts use, and releases that use those words too."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_double import AT

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, Cause, Validators
from tracker.documents.fetch.suspicion import suspicion

LONG = "Orbelline Valves today opened a foundry in Tarn, where it will cast the bodies of its larger gate valves. " * 20


def captured(page: str) -> Captured:
    url = "https://orbelline.example/news/1"
    return Captured(
        url=url,
        final_url=url,
        at=AT,
        status=200,
        media_type="text/html; charset=utf-8",
        body=page.encode(),
        sha256="0" * 64,
        validators=Validators(),
    )


PAGES = [
    ("cloudflare", "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1><p>You are unable to access orbelline.example</p>", Cause.CHALLENGE_PAGE),
    ("cloudflare2", "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue", Cause.CHALLENGE_PAGE),
    ("cf new", "<title>www.orbelline.example</title><p>Verify you are human by completing the action below.</p><p>www.orbelline.example needs to review the security of your connection before proceeding.</p>", Cause.CHALLENGE_PAGE),
    ("akamai", '<TITLE>Access Denied</TITLE><H1>Access Denied</H1>You don\'t have permission to access "http://www.orbelline.example/news/1" on this server.<P>Reference #18.2d351ab8.1557333295.a4e16ab', Cause.CHALLENGE_PAGE),
    ("datadome", "<title>orbelline.example</title><p>Please enable JS and disable any ad blocker</p>", Cause.CHALLENGE_PAGE),
    ("perimeterx", "<title>Access to this page has been denied</title><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>", Cause.CHALLENGE_PAGE),
    ("imperva", "<html><iframe src='/_Incapsula_Resource'>Request unsuccessful. Incapsula incident ID: 1</iframe></html>", Cause.CHALLENGE_PAGE),
    ("aws waf", "<title>Human Verification</title><p>Let's confirm you are human. Complete the security check before continuing.</p>", Cause.CHALLENGE_PAGE),
    ("captcha de", "<title>Sicherheitsüberprüfung</title><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>", Cause.CHALLENGE_PAGE),
    ("captcha fr", "<title>Vérification</title><p>Veuillez confirmer que vous n'êtes pas un robot.</p>", Cause.CHALLENGE_PAGE),
    ("js shell", "<title>Orbelline</title><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script>", Cause.EMPTY),
    ("js shell2", "<title>Newsroom</title><noscript>This site requires JavaScript.</noscript><div id=app></div>", Cause.EMPTY),
    ("js shell3", "<title>Newsroom</title><p>Please turn on JavaScript in your browser to view this page.</p>", Cause.EMPTY),
    ("login de", "<title>Anmelden</title><form>Benutzername<input name=u>Passwort<input type=password></form>", Cause.LOGIN_PAGE),
    ("login no field", "<title>Sign in to your account</title><h1>Sign in</h1><p>Enter your e-mail to continue.</p><input type=email>", Cause.LOGIN_PAGE),
    ("paywall", "<title>Subscribe to read</title><h1>Subscribe to read</h1><p>To continue reading, subscribe or log in.</p>", Cause.LOGIN_PAGE),
    ("google consent", "<title>Before you continue</title><p>We use cookies and data to deliver services.</p><button>Reject all</button><button>Accept all</button>", Cause.CONSENT_PAGE),
    ("consent de", "<title>Datenschutz</title><p>Wir verwenden Cookies. Mit Klick auf Alle akzeptieren stimmen Sie der Nutzung von Cookies zu.</p>", Cause.CONSENT_PAGE),
    ("consent fr", "<title>Cookies</title><p>Nous utilisons des cookies. Gérer mes cookies. Tout accepter</p>", Cause.CONSENT_PAGE),
    ("404 en", "<title>404 - Orbelline</title><p>Oops! That page can’t be found.</p>", Cause.SOFT_NOT_FOUND),
    ("404 en2", "<title>Orbelline</title><h1>Sorry, we couldn't find that page</h1>", Cause.SOFT_NOT_FOUND),
    ("404 en3", "<title>Error | Orbelline</title><h2>The page you requested could not be found.</h2>", Cause.SOFT_NOT_FOUND),
    ("404 de", "<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>", Cause.SOFT_NOT_FOUND),
    ("404 de2", "<title>Orbelline</title><h1>Die angeforderte Seite existiert nicht</h1>", Cause.SOFT_NOT_FOUND),
    ("404 es", "<title>Página no encontrada</title><p>x", Cause.SOFT_NOT_FOUND),
    ("404 it", "<title>Pagina non trovata</title><h1>Pagina non trovata</h1>", Cause.SOFT_NOT_FOUND),
    ("404 nl", "<title>Pagina niet gevonden</title>Pagina niet gevonden", Cause.SOFT_NOT_FOUND),
    ("404 sv", "<title>Sidan hittades inte</title>Sidan hittades inte", Cause.SOFT_NOT_FOUND),
    ("404 no", "<title>Siden finnes ikke</title>Siden ble ikke funnet", Cause.SOFT_NOT_FOUND),
    ("404 fr", "<title>Page introuvable</title>La page demandée est introuvable", Cause.SOFT_NOT_FOUND),
    ("404 pt", "<title>Página não encontrada</title>x", Cause.SOFT_NOT_FOUND),
    ("404 ja", "<title>ページが見つかりません</title>お探しのページは見つかりません", Cause.SOFT_NOT_FOUND),
    ("maintenance", "<title>Site maintenance</title><h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience. We are performing some maintenance at the moment.</p>", Cause.ERROR_PAGE),
    ("maintenance2", "<title>Scheduled maintenance</title><p>Our website is currently undergoing scheduled maintenance. Please check back later.</p>", Cause.ERROR_PAGE),
    ("maintenance de", "<title>Wartungsarbeiten</title><p>Unsere Website ist wegen Wartungsarbeiten vorübergehend nicht erreichbar.</p>", Cause.ERROR_PAGE),
    ("error 500", "<title>Error</title><h1>An error has occurred</h1><p>Something went wrong. Please try again later.</p>", Cause.ERROR_PAGE),
    ("503", "<title>503 Service Temporarily Unavailable</title><h1>503 Service Temporarily Unavailable</h1>", Cause.ERROR_PAGE),
    ("500", "<title>500 Internal Server Error</title><h1>Internal Server Error</h1>", Cause.ERROR_PAGE),
    ("parked", "<title>orbelline.example</title><p>This domain is for sale. Buy this domain.</p>", Cause.SOFT_NOT_FOUND),
    ("meta refresh", "<html><head><meta http-equiv=refresh content='0;url=/home'></head><body></body></html>", Cause.EMPTY),
    ("geo", "<title>Access denied</title><p>This content is not available in your country.</p>", Cause.CHALLENGE_PAGE),
    ("rate", "<title>Too Many Requests</title><h1>Too many requests</h1>", Cause.CHALLENGE_PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("page", "cause"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_a_page_in_the_place_of_a_release_is_told_for_what_it_is(page: str, cause: Cause) -> None:
    found = suspicion(captured(page), Expects.DOCUMENT, None)

    assert found is not None
    assert found.cause is cause
    assert found.detail


#: A title and a first sentence of a short release.
RELEASES = [
    ("maintenance at plant", "Orbelline schedules maintenance at its Tarn plant", "Orbelline Valves will close its Tarn plant for scheduled maintenance in August."),
    ("service unavailable restored", "Orbelline restores service at Albi", "The pumping service was unavailable for two days after the flood."),
    ("correction", "Correction: an error occurred in a table of Orbelline's results", "An error has occurred in the table of results published on April 2. The corrected table follows."),
    ("js kit", "Orbelline releases a JavaScript library", "Orbelline Valves today released a JavaScript library for valve data. It needs no account."),
    ("domain", "Orbelline sells its domain", "Orbelline Valves has sold the domain valves.example to a buyer that was not named."),
    ("robots", "Orbelline puts robots to work", "Are robots the future? Orbelline thinks so."),
    ("access denied", "Access denied to fishing grounds, Orbelline says", "The harbour of Lavaur denied access to vessels."),
    ("too many", "Too many requests for lead free taps, says Orbelline", "Orders rose by 40 percent."),
    ("cookies", "Bakery accepts orders for cookies", "The bakery makes cookies and agrees to deliver its cookies within a day. Orders are accepted until noon."),
    ("404", "Orbelline 404 valve wins prize", "The 404 series of butterfly valves wins a prize."),
    ("404b", "New 404-series valves", "Orbelline Valves presents the 404-series."),
    ("back", "Orbelline is back in Albi", "We will be back in Albi next year, the company said."),
    ("login", "Orbelline opens portal; customers sign in with one account", "Customers sign in to the portal with one account from today on."),
    ("subscribe", "Orbelline shareholders subscribe to new shares", "Shareholders subscribed to 1,200,000 new shares."),
    ("verify", "Orbelline to verify you are paid on time", "..."),
    ("human", "Human verification remains key to valve testing", "A person checks each valve."),
    ("security check", "Security checks at the works passed", "The works passed all security checks."),
    ("unavailable", "Orbelline: valve 7 temporarily unavailable", "The valve is temporarily unavailable because of a strike at the foundry."),
    ("page", "Orbelline turns a page", "A page that could not be found for years turned up in the archive of the company."),
    ("country", "Not available in your region? Orbelline ships now", "From today Orbelline ships everywhere."),
    ("a noscript", "Orbelline opens a foundry", "Orbelline Valves today opened a foundry in Tarn, with 640 people at work.</p><noscript>Please enable JavaScript.</noscript><p>"),
    ("a heading over the way in", "Orbelline opens a foundry", f"{LONG[:600]}</p><h2>Log in</h2><p>"),
    ("a password", "Orbelline opens a portal", f"{LONG}</p><input type=password><p>"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "lead"), [row[1:] for row in RELEASES], ids=[row[0] for row in RELEASES])
def test_a_short_release_that_uses_such_words_is_a_release(title: str, lead: str) -> None:
    page = (
        f"<title>{title} | Orbelline Valves</title><h1>{title}</h1><p>TARN, April 2, 2031 - {lead}</p>"
        "<h2>About Orbelline Valves</h2><p>Orbelline Valves makes valves for water works and employs 640 people in Tarn.</p>"
    )

    assert suspicion(captured(page), Expects.DOCUMENT, None) is None


@pytest.mark.parametrize("page", [row[1] for row in PAGES if "password" not in row[1]], ids=[row[0] for row in PAGES if "password" not in row[1]])  # fmt: skip
def test_no_long_page_is_doubted_for_its_words(page: str) -> None:
    assert suspicion(captured(f"{page}<p>{LONG}"), Expects.DOCUMENT, None) is None


@given(st.text(max_size=400), st.text(max_size=80))
def test_whatever_a_page_holds_it_is_judged(text: str, title: str) -> None:
    page = f"<title>{html.escape(title)}</title><p>{html.escape(text)}"

    found = suspicion(captured(page), Expects.DOCUMENT, None)

    assert found is None or found.cause in set(Cause)
