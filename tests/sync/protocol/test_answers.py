"""Answers are read strictly."""

import pytest

from sync.protocol import answers

ACK = (
    b'{"epoch":1,"high_water":623,"tip":"ab","accepted":498,"duplicates":2,'
    b'"quarantined":[{"seq":601,"code":"unknown_schema"}],"stop":null,"server_time":"t",'
    b'"next":{"max_records":500,"min_interval_s":0},"catalogue":417,"nonce":"n","newest_epoch":2,"customer_keys":418,"life":"L"}'
)


def test_an_ack_is_read_and_written_alike():
    """The wire form of sync.md §2.3."""
    found = answers.decode(ACK, answers.Ack)
    assert found.quarantined == (answers.Quarantined(601, "unknown_schema"),)
    assert answers.encode(found) == ACK


def test_older_acks_are_read():
    """Of a centre that knew nothing of epochs or of customers' keys."""
    older = answers.decode(ACK.replace(b',"newest_epoch":2,"customer_keys":418,"life":"L"', b""), answers.Ack)
    assert (older.newest_epoch, older.customer_keys) == (0, None)


def test_a_gap_says_where_to_go_on():
    """The stop's two forms."""
    gap = answers.decode(ACK.replace(b"null", b'{"code":"gap","expected":624}'), answers.Ack)
    assert gap.stop == answers.Stop("gap", expected=624)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", ACK[:-1], ACK.replace(b"623", b'"623"'), b"\xff"])
def test_other_answers_are_refused(data):
    """A proxy's page, a cut answer, a wrong type: AnswerInvalid, nothing else."""
    with pytest.raises(answers.AnswerInvalid):
        answers.decode(data, answers.Ack)
