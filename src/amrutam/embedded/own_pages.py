"""Pages that the proxy itself shows to people, in English and Hindi."""

from __future__ import annotations

from amrutam.core.http import html_pages

_ERRORS = {
    404: (
        "This page does not exist",
        "The address may have a typing error, or the page was removed.",
        "यह पेज नहीं मिला। पता ग़लत हो सकता है, या पेज हटा दिया गया है।",
    ),
    429: (
        "Too many requests",
        "Too many requests came from your network address. Wait a few seconds, then load this page again.",
        "आपके पते से बहुत सारे अनुरोध आए हैं। कुछ सेकंड रुककर पेज फिर से खोलें।",
    ),
    503: (
        "The website is not available at the moment",
        "The website does not answer at the moment. Your bookings are safe. Load this page again in a few seconds.",
        "वेबसाइट इस समय उत्तर नहीं दे रही है। आपकी बुकिंग सुरक्षित हैं। कुछ सेकंड बाद पेज फिर से खोलें।",
    ),
}


def own_pages(*, demo: bool) -> dict[str, str]:
    """HTML by file name: `<status>.html` for errors, and `index.html`, which is shown where there is no website.

    `demo`: `index.html` has a link to the demo's mailbox.
    """
    shown = {
        f"{status}.html": html_pages.page(title, f'<p>{english}</p><p lang="hi">{hindi}</p>')
        for status, (title, english, hindi) in _ERRORS.items()
    }
    return {**shown, "index.html": _index(demo=demo)}


def _index(*, demo: bool) -> str:
    links = [("/docs", "Read and try the API"), ("/v1/doctors", "List the doctors as JSON"),
             ("/readyz", "See which parts of the platform work")]  # fmt: skip
    links += [("/demo/mailbox", "Read the mails that the demo has sent")] if demo else []
    shown = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in links)
    said = "Consultations with Ayurvedic doctors. The platform is running."
    return html_pages.page("Amrutam", f"<p>{said}</p><ul>{shown}</ul>")
