"""Pages that the proxy itself shows to people, in English and Hindi."""

from __future__ import annotations

from amrutam.core.http import pages

_ERRORS = {
    404: (
        "There is no such page",
        "The address may have a typing error, or the page is gone.",
        "यह पृष्ठ नहीं मिला। पता ग़लत हो सकता है, या पृष्ठ हटा दिया गया है।",
    ),
    429: (
        "Too many requests",
        "Very many pages were asked for from your address. Wait a few seconds, then load this page again.",
        "आपके पते से बहुत सारे अनुरोध आए हैं। कुछ सेकंड रुककर पृष्ठ फिर से खोलें।",
    ),
    503: (
        "Not available for the moment",
        "The website does not answer just now. Bookings are kept. Load this page again in a moment.",
        "वेबसाइट इस समय उत्तर नहीं दे रही है। आपकी बुकिंग सुरक्षित हैं। थोड़ी देर में पृष्ठ फिर से खोलें।",
    ),
}


def own_pages(*, demo: bool) -> dict[str, str]:
    """HTML by file name: `<status>.html` for errors, `index.html` where there is no website."""
    shown = {
        f"{status}.html": pages.page(title, f'<p>{english}</p><p lang="hi">{hindi}</p>')
        for status, (title, english, hindi) in _ERRORS.items()
    }
    return {**shown, "index.html": _index(demo=demo)}


def _index(*, demo: bool) -> str:
    links = [("/docs", "The API, to read and try"), ("/v1/doctors", "Doctors, as JSON"),
             ("/readyz", "What is up")]  # fmt: skip
    links += [("/demo/mailbox", "The mail it has sent")] if demo else []
    shown = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in links)
    said = "Consultations with Ayurvedic doctors. The platform is running."
    return pages.page("Amrutam", f"<p>{said}</p><ul>{shown}</ul>")
