"""Files as offices hand them in are read all the same, or refused by a finding that names why."""

import pytest

from childcare.ingest import build, finding_lines
from childcare.store import connect
from tests.ingest.awkward_files import AS_EVER, CORPUS, SLOTS


def test_the_corpus_is_large_enough():
    assert len(CORPUS) >= 60
    assert len({one.name for one in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_an_awkward_file_is_read_or_named(one, folder):
    one.spoil(folder)
    result = build(folder)
    found = {finding.check_name for finding in result.findings}
    lines = "\n".join(finding_lines(result.findings))
    if one.finding:
        assert one.finding in found, lines
    if one.is_refused:
        assert result.release is None
        return
    assert result.release, lines
    expected = one.expected or (AS_EVER if one.query == SLOTS else None)
    with connect() as connection:
        assert connection.execute(one.query).fetchall() == expected, lines
    if not one.finding:
        # What is certain is not worth a word.
        assert found <= {"headings_not_read"}, lines
