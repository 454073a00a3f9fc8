from __future__ import annotations

import pytest

from amrutam.core.http.etags import tags_of, unchanged


@pytest.mark.parametrize(
    "sent",
    ['"3"', 'W/"3"', '"3-gzip"', '"3-zstd"', '"3-br"', 'W/"3-gzip"', '"2", "3"', ', W/"3" ,,"9"'],
)
def test_a_version_is_known_again_after_a_proxy_has_compressed_it(sent: str) -> None:
    tags = tags_of(sent)
    assert tags is not None
    assert "3" in tags
    assert unchanged(sent, '"3"')


@pytest.mark.parametrize("sent", ["*", " * "])
def test_an_asterisk_is_any_version(sent: str) -> None:
    assert tags_of(sent) is None
    assert unchanged(sent, '"3"')


@pytest.mark.parametrize(
    "sent", ["", "3", "W/3", 'w/"3"', '"3', '"3" "4"', '*, "3"', '"a b"', '"3"; q=1', ","]
)
def test_what_is_no_list_of_tags_is_refused(sent: str) -> None:
    with pytest.raises(ValueError, match="entity tags"):
        tags_of(sent)
    assert not unchanged(sent, '"3"')


@pytest.mark.parametrize("sent", ['"33"', '"3-x"', '"-gzip3"', '""'])
def test_another_tag_is_another_version(sent: str) -> None:
    assert "3" not in (tags_of(sent) or ())
    assert not unchanged(sent, '"3"')


def test_a_long_header_is_read_at_once() -> None:
    with pytest.raises(ValueError, match="entity tags"):
        tags_of(", " * 50_000 + "x")
