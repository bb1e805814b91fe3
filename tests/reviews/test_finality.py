"""What a public notice does not allow yet is refused with a sentence that says why."""

from typing import Any

import pytest

from office.workflow import Refusal
from reviews.domain.finality import check_may_certify, check_may_change_awards, check_may_confirm, sentence_of
from reviews.enums import AwardState, CallState, NoticeState
from reviews.methods.finality import Finality
from reviews.models import Award
from tests.factories.results import NoticeFactory, ObjectionFactory, PublishedFactory
from tests.factories.reviews import AwardFactory, CallFactory, PrizeFactory

pytestmark = pytest.mark.django_db


def award_of(*, needs_notice: bool = True) -> Any:
    """Return a final award of a call."""
    call = CallFactory(state=CallState.CLOSED, needs_notice=needs_notice)
    return AwardFactory(prize=PrizeFactory(call=call), state=AwardState.FINAL)


def notice_of(award: Any, *, state: str = NoticeState.FINAL, listed: bool = True) -> Any:
    """Return the notice of an award's call, its window long over."""
    content = [{"award": award.pk}] if listed else []
    return PublishedFactory(call=award.prize.call, state=state, content=content)


def correct(notice: Any) -> Any:
    """Return the correction of a notice, being prepared."""
    return NoticeFactory(call=notice.call, version=2, supersedes=notice, reason="更正单位名称")


def test_every_reason_has_a_sentence_and_no_two_the_same():
    call, facts = CallFactory(title="示例大赛"), Finality(True, pending=37)
    codes = ["window_open", "objection_open", "correcting", "no_notice", "notice_not_final", "not_listed"]
    codes += ["award_not_final", "published"]
    sentences = [sentence_of(code, call=call, facts=facts) for code in codes]
    assert all(sentences)
    assert len(set(sentences)) == len(codes)
    assert "37" in sentence_of("objection_open", call=call, facts=facts)
    assert "示例大赛" in sentence_of("no_notice", call=call, facts=facts)
    assert sentence_of("", call=call, facts=facts) == ""


def test_the_sentence_of_an_open_window_names_its_last_day():
    notice = PublishedFactory()
    assert str(notice.closes_on) in sentence_of("window_open", call=notice.call, facts=Finality(True, "published"))


def test_a_call_without_need_of_a_notice_is_free():
    award = award_of(needs_notice=False)
    check_may_confirm(award)
    check_may_certify(award)
    check_may_change_awards(award.prize.call)


@pytest.mark.parametrize("check", [check_may_confirm, check_may_certify])
def test_only_what_a_final_notice_lists_is_final(check: Any):
    award = award_of()
    with pytest.raises(Refusal):
        check(award)
    notice = notice_of(award, state=NoticeState.CLOSED)
    with pytest.raises(Refusal):
        check(award)
    type(notice).objects.update(state=NoticeState.FINAL)
    check(award)
    type(notice).objects.update(content=[])
    with pytest.raises(Refusal):
        check(award)


def test_an_open_objection_and_a_correction_hold_it_up():
    award = award_of()
    notice = notice_of(award)
    objection = ObjectionFactory(notice=notice)
    with pytest.raises(Refusal, match="1"):
        check_may_confirm(award)
    objection.delete()
    correction = correct(notice)
    with pytest.raises(Refusal):
        check_may_certify(award)
    correction.delete()
    check_may_certify(award)


def test_a_certificate_wants_the_award_itself_final():
    award = award_of()
    notice_of(award)
    Award.objects.update(state=AwardState.PROPOSED)
    award = Award.objects.select_related("prize__call").get()
    check_may_confirm(award)
    with pytest.raises(Refusal):
        check_may_certify(award)


def test_published_awards_change_only_by_a_correction():
    award = award_of()
    call = award.prize.call
    check_may_change_awards(call)
    notice = notice_of(award, state=NoticeState.PUBLISHED)
    with pytest.raises(Refusal):
        check_may_change_awards(call)
    correct(notice)
    check_may_change_awards(call)
