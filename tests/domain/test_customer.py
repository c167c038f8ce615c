"""Names and numbers as people write them (domain.md §2.6)."""

import pytest

from pos.domain.customer import NAME_CHARS_MAX, Identity, identity
from pos.errors import CustomerNotAllowed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0812 3456-7890", "+6281234567890"),
        ("+62 (812) 3456.7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+60123456789", "+60123456789"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_number_is_kept_with_its_country(written, kept):
    """Spaces, dots, dashes and the leading 0 are how people write."""
    assert identity("Ibu  Sari ", written) == Identity("Ibu Sari", kept)


@pytest.mark.parametrize(
    ("name", "phone"),
    [
        ("", ""),
        ("   ", "0812"),
        ("x" * (NAME_CHARS_MAX + 1), ""),
        ("a\u202eb", ""),
        ("Sari", "0812"),
        ("Sari", "08123456789012345"),
        ("Sari", "0812345678x"),
        ("Sari", "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"),
    ],
)
def test_what_names_nobody_is_refused(name, phone):
    """Nothing is kept of it."""
    with pytest.raises(CustomerNotAllowed):
        identity(name, phone)
