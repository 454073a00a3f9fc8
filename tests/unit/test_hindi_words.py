"""Hindi texts use one word for each of the listed terms, in mails, on the website and in the consent notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[2]
_FILES = [
    *(_TOP / "web/messages/hi").glob("*.json"),
    *(_TOP / "src/amrutam/notifications/templates/hi").glob("*.txt"),
    *(_TOP / "web/src/app").rglob("*.tsx"),
    *(_TOP / "web/public").glob("*-hi.html"),
    _TOP / "web/server/failure-page.mjs",
    _TOP / "src/amrutam/accounts/consent_notice.json",
]


@pytest.mark.parametrize(
    ("other", "ours"),
    [
        ("अमृतम(?!्)", "अमृतम्"),
        ("रोगी", "मरीज़"),
        ("मंच", "प्लेटफ़ॉर्म"),
        ("व्यवस्थापक|एडमिन", "प्रशासक"),
        ("इलाज", "उपचार"),
        ("उपकरण", "डिवाइस"),
        ("पृष्ठ", "पेज"),
        ("विराम", "ब्रेक"),
        ("सदस्यता", "कैलेंडर लिंक"),
        ("रोका|रोके (रख|हैं|गए)|रोक (लि|सक)|रुका (है|रह)|आरक्षित", "सुरक्षित"),
        ("कूटबद्ध|एन्क्रिप्ट", "सुरक्षित"),
        ("आपका संदर्भ|संदर्भ संख्या", "बुकिंग नंबर"),
        ("सच में खाली|ख़ाली|खाली समय", "उपलब्ध"),
        ("यूज़र|उपयोगकर्ता", "मरीज़, or the person's role"),
        ("कर्मचारी", "स्टाफ़"),
        ("डेस्क(?!टॉप)", "रिसेप्शन"),
        ("मुलाकात", "मुलाक़ात"),
    ],
)
def test_a_thing_has_one_word(other: str, ours: str) -> None:
    found = [path.name for path in _FILES if re.search(other, path.read_text())]
    assert not found, f"write {ours}"
