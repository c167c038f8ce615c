"""The secrets of a register: kept outside the store, renewed once, and never something that no header could carry."""

import pytest

from pos.errors import CentreFault, CentreRefusedToken, CentreUnreachable, DiskFault
from pos.key_store import FileKeys
from sync.outlet.credentials import ACCESS, DEVICE_KEY, REFRESH, Credentials
from sync.outlet.transport import TokenExpired
from sync.protocol.answers import RefreshAnswer


class Renewing:
    """The only call that renewing needs."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def refresh(self, request):
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def credentials(tmp_path):
    return Credentials(FileKeys(tmp_path / "keys"), "r1")


def test_nothing_is_there_before_enrolment(credentials):
    """An empty token, and one clear refusal where a key is needed."""
    assert credentials.access_token() == ""
    with pytest.raises(CentreRefusedToken):
        credentials.device_key()
    with pytest.raises(CentreRefusedToken):
        credentials.renew(Renewing(None))


def test_tokens_are_kept_and_renewed(credentials):
    """The newest refresh token is sent, both are replaced."""
    credentials.keep(RefreshAnswer("a1", 3600, "r1"))
    assert credentials.access_token() == "a1"
    renewing = Renewing(RefreshAnswer("a2", 3600, "r2"))
    assert credentials.renew(renewing) == "a2"
    assert renewing.asked[0].refresh_token == "r1"
    assert credentials.keys.get(REFRESH) == b"r2"


def test_a_refused_renewal_keeps_what_was(credentials):
    """So that a later try can still work."""
    credentials.keep(RefreshAnswer("a1", 3600, "r1"))
    for answer, trouble in ((TokenExpired(), CentreRefusedToken), (CentreUnreachable(), CentreUnreachable)):
        with pytest.raises(trouble):
            credentials.renew(Renewing(answer))
    assert (credentials.keys.get(ACCESS), credentials.keys.get(REFRESH)) == (b"a1", b"r1")


@pytest.mark.parametrize("token", ["a\r\nX: y", "a b", "\0", "é", "x" * 201])
def test_a_token_that_no_header_can_carry_is_not_kept(credentials, token):
    """A hostile centre must not silence the register with its own gift."""
    credentials.keep(RefreshAnswer("a1", 3600, "r1"))
    for answer in (RefreshAnswer(token, 1, "r2"), RefreshAnswer("a2", 1, token)):
        with pytest.raises(CentreFault):
            credentials.renew(Renewing(answer))
    assert (credentials.keys.get(ACCESS), credentials.keys.get(REFRESH)) == (b"a1", b"r1")


def test_keys_that_cannot_be_read_are_trouble(tmp_path):
    """A folder where a file should be, a file where a folder should be."""
    (tmp_path / "keys").write_text("")
    broken = Credentials(FileKeys(tmp_path / "keys"), "r1")
    with pytest.raises(DiskFault):
        broken.keep(RefreshAnswer("a1", 1, "r1"))


def test_the_device_key_is_read_as_it_is(credentials):
    """32 raw bytes."""
    credentials.keys.put(DEVICE_KEY, bytes(range(32)))
    assert credentials.device_key() == bytes(range(32))
