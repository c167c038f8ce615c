"""Approval from afar: good once, for minutes, for this act and sum; wrong tries lock; what goes on unasked is listed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from pos.domain import approval_code
from pos.domain.approval_code import answer_of, secret_in
from pos.domain.events import ApprovalMethod
from pos.domain.permissions import Permission
from pos.errors import (
    ApprovalCodeSpent,
    ApprovalCodeWrong,
    ApprovalNeeded,
    NotPermitted,
    PhoneCodeUnavailable,
    PinLocked,
)
from pos.models import approval_codes, journal, staff
from pos.services import approvals, phone_codes, rebuild, refunds, reviews, shop, verify
from pos.services.sign_in import LOCK_SECONDS, hash_pin
from tests.builders import sell


@pytest.fixture
def enrolled(ctx, ratna):
    with ctx.store.write() as connection:
        given = update(staff.StaffRow).where(staff.StaffRow.id == ratna.id)
        connection.execute(given.values(pin_hash=hash_pin("9999")))
    return ctx.writer.call(phone_codes.enrol, ctx, ratna)


def ask(ctx, amount=45_000, document="sale-1", permission=Permission.VOID):
    return ctx.writer.call(
        lambda: phone_codes.ask(ctx, permission=permission, document_id=document, amount=amount)
    )


def right(enrolled, challenge):
    asked = challenge.asked
    return answer_of(secret_in(enrolled.text), challenge.digits, asked.permission, asked.amount)


def wrong(enrolled, challenge):
    return str((int(right(enrolled, challenge)) + 1) % 10**6).zfill(6)


def answer(ctx, challenge, digits, who=5):
    return ctx.writer.call(phone_codes.answer, ctx, challenge, approver_id=who, digits=digits)


def test_a_cashiers_void_goes_on_by_phone(ctx, rani, enrolled, open_shift):
    """The record names the manager, that it was a code, challenge and answer; verify finds nothing."""
    sold = sell(ctx, rani).sale
    with pytest.raises(ApprovalNeeded) as needed:
        ctx.writer.call(lambda: refunds.void_sale(ctx, sale_id=sold.id, reason="mistake", cashier=rani))
    facts = needed.value.facts
    assert (facts["document"], facts["amount"]) == (sold.id, sold.total)
    challenge = ask(ctx, facts["amount"], facts["document"])
    word = answer(ctx, challenge, right(enrolled, challenge))
    undone = ctx.writer.call(
        lambda: refunds.void_sale(ctx, sale_id=sold.id, reason="mistake", cashier=rani, approver=word)
    )
    with ctx.store.read() as connection:
        record, said = rebuild.read(journal.find(connection, undone.approval_id).line)
    assert record.cashier_id == rani.id
    assert (said.approver_id, said.method) == (5, ApprovalMethod.CODE)
    assert (said.challenge, said.answer) == (challenge.digits, word.answer)
    assert verify.verify(ctx).findings == ()


def test_a_word_holds_for_its_document_and_not_for_more(ctx, rani, enrolled, open_shift):
    """The answer for one sale voids no other; nor does one for a smaller sum."""
    first, other = sell(ctx, rani).sale, sell(ctx, rani).sale
    for document, amount in ((first.id, first.total), (other.id, other.total - 1)):
        challenge = ask(ctx, amount, document)
        word = answer(ctx, challenge, right(enrolled, challenge))
        with pytest.raises(ApprovalNeeded):
            ctx.writer.call(
                lambda word=word: refunds.void_sale(
                    ctx, sale_id=other.id, reason="mistake", cashier=rani, approver=word
                )
            )


def test_an_answer_is_good_once(ctx, enrolled):
    """The same digits again are spent."""
    challenge = ask(ctx)
    digits = right(enrolled, challenge)
    answer(ctx, challenge, digits)
    with pytest.raises(ApprovalCodeSpent):
        answer(ctx, challenge, digits)


@pytest.mark.parametrize("jump", [approval_code.LIFETIME, timedelta(hours=-1), timedelta(days=400)])
def test_it_is_good_for_minutes(ctx, clock, enrolled, jump):
    """A clock turned back makes no old one fresh."""
    challenge = ask(ctx)
    clock.at += jump
    with pytest.raises(ApprovalCodeSpent):
        answer(ctx, challenge, right(enrolled, challenge))


def test_wrong_answers_use_it_up(ctx, enrolled):
    """Three, each said with what is left; then not even the right one."""
    challenge = ask(ctx)
    for left in (2, 1):
        with pytest.raises(ApprovalCodeWrong) as said:
            answer(ctx, challenge, wrong(enrolled, challenge))
        assert said.value.facts == {"left": left}
    with pytest.raises(ApprovalCodeSpent):
        answer(ctx, challenge, wrong(enrolled, challenge))
    with pytest.raises(ApprovalCodeSpent):
        answer(ctx, challenge, right(enrolled, challenge))


def test_guessing_on_locks_the_manager_as_wrong_pins_do(ctx, clock, enrolled):
    """Fresh challenges give no more guesses: five, then a minute's wait, which is a record."""
    for _ in range(4):
        challenge = ask(ctx)
        with pytest.raises(ApprovalCodeWrong):
            answer(ctx, challenge, wrong(enrolled, challenge))
    challenge = ask(ctx)
    with pytest.raises(PinLocked):
        answer(ctx, challenge, wrong(enrolled, challenge))
    challenge = ask(ctx)
    with pytest.raises(PinLocked):
        answer(ctx, challenge, right(enrolled, challenge))
    clock.advance(seconds=LOCK_SECONDS + 1)
    challenge = ask(ctx)
    assert answer(ctx, challenge, right(enrolled, challenge)).id == 5
    with ctx.store.read() as connection:
        kinds = [stored.kind for stored in journal.everything(connection)]
    assert kinds.count("access") == 1


def test_a_new_code_makes_the_old_phone_worthless(ctx, ratna, enrolled):
    """A lost phone."""
    fresh = ctx.writer.call(phone_codes.enrol, ctx, ratna)
    challenge = ask(ctx)
    with pytest.raises(ApprovalCodeWrong):
        answer(ctx, challenge, right(enrolled, challenge))
    assert answer(ctx, challenge, right(fresh, challenge)).id == 5


def test_only_a_manager_gets_a_code(ctx, rani):
    """A cashier who sets up a phone could agree to the own act."""
    with pytest.raises(NotPermitted):
        ctx.writer.call(phone_codes.enrol, ctx, rani)


def test_without_the_key_it_says_what_still_works(ctx, ratna, enrolled):
    """A restored or stolen disk: no secret is read; the PIN still is."""
    challenge = ask(ctx)
    for key in (None, b"x" * 32):
        ctx.data_key = lambda key=key: key
        with pytest.raises(PhoneCodeUnavailable):
            answer(ctx, challenge, right(enrolled, challenge))
    ctx.data_key = lambda: None
    with pytest.raises(PhoneCodeUnavailable):
        ctx.writer.call(phone_codes.enrol, ctx, ratna)


def test_the_secret_lies_sealed(ctx, enrolled):
    """Neither its bytes nor its text are in the file."""
    secret = secret_in(enrolled.text)
    with ctx.store.read() as connection:
        sealed = approval_codes.sealed_secret(connection, 5)
    assert secret not in sealed
    ctx.store.checkpoint()
    held = ctx.store.path.read_bytes()
    assert secret not in held
    assert enrolled.text.split(".")[-1].encode() not in held


def test_who_left_is_no_holder(ctx, enrolled):
    """Also with a phone that still counts."""
    assert [person.id for person in phone_codes.holders(ctx, Permission.VOID)] == [5]
    assert phone_codes.has_code(ctx, 5)
    with ctx.store.write() as connection:
        staff.set_role(connection, staff_id=5, role="manager", active=False)
    assert phone_codes.holders(ctx, Permission.VOID) == ()


def test_what_goes_on_unasked_is_the_shops_choice_and_recorded_as_such(ctx, rani, ratna, open_shift):
    """Only listed acts, only where the setting says so; the record names nobody."""
    sold = sell(ctx, rani).sale
    with pytest.raises(ApprovalNeeded):
        approvals.go_on_later(ctx, Permission.VOID)
    ctx.writer.call(shop.change_settings, ctx, {"approval.later": ["void", "pay_maker"]})
    with pytest.raises(ApprovalNeeded):
        approvals.go_on_later(ctx, Permission.PAY_MAKER)
    word = approvals.go_on_later(ctx, Permission.VOID)
    undone = ctx.writer.call(
        lambda: refunds.void_sale(ctx, sale_id=sold.id, reason="mistake", cashier=rani, approver=word)
    )
    (waiting,) = reviews.to_look_at(ctx)
    assert (waiting.permission, waiting.amount) == (Permission.VOID, sold.total)
    assert (waiting.cashier, waiting.document_id) == ("Rani", undone.header.id)
    with pytest.raises(NotPermitted):
        ctx.writer.call(reviews.looked_at, ctx, waiting, rani)
    ctx.writer.call(reviews.looked_at, ctx, waiting, ratna)
    assert reviews.to_look_at(ctx) == ()
    assert verify.verify(ctx).findings == ()
