"""Tell of objections and appeals: the secretariat that one came in, the school that objected what became of it.

All is written in the transaction of the act. Whoever judges in the call learns of none of it.
"""

from django.utils.timezone import localtime

from association.queries.obligation import administrators_of_schools
from office.actor import Actor, system_actor
from office.domain.message import write_message
from reviews.domain.telling import tell_staff
from reviews.enums import ObjectionKind
from reviews.models import Objection
from reviews.queries.panel import without_reviewers

MESSAGE_KIND = "objection"
# Chinese texts, kept as they were sent: a reader's language is not known when they are written.
WORDS = {ObjectionKind.OBJECTION: "异议", ObjectionKind.APPEAL: "申诉"}
SUBJECTS = {
    "file": "{word}已收到：{call}",
    "accept_objection": "{word}已受理：{call}",
    "refuse_late": "{word}逾期未予受理：{call}",
    "uphold": "{word}成立：{call}",
    "dismiss": "{word}不成立：{call}",
    "apply_objection": "{word}处理完毕：{call}",
}
TEXTS = {
    "file": "您单位就“{call}”公示提出的{word}已于{filed}收到，秘书处将进行核查，处理结果另行告知。",
    "accept_objection": "您单位就“{call}”公示提出的{word}已受理，秘书处正在核查。",
    "refuse_late": "您单位就“{call}”公示提出的{word}于{filed}收到，已超过{deadline}的截止时间，未予受理。",
    "uphold": "您单位就“{call}”公示提出的{word}经核查成立，结果将予以更正并重新公示。",
    "dismiss": "您单位就“{call}”公示提出的{word}经核查不成立。",
    "apply_objection": "您单位就“{call}”公示提出的{word}已处理完毕，更正后的公示已经发布。",
}


def tell_filed(objection: Objection, *, actor: Actor) -> None:
    """Tell the secretariat what came in, and the school that it was received: also whoever filed it, as a receipt."""
    words = words_of(objection)
    tell_staff(
        objection.notice.call_id,
        kind=MESSAGE_KIND,
        subject="收到{word}：{call}".format(**words),
        text=f"{objection.objector}就“{words['call']}”公示提出{words['word']}，请在期限内处理。",
        about=objection,
        actor=actor,
    )
    tell_school(objection, "file", actor=system_actor("objection-receipt"))


def tell_decided(objection: Objection, action: str, *, actor: Actor, reason: str = "") -> None:
    """Tell the school what was decided on its objection, in the words of the decision, and until when it may appeal."""
    tail = f"\n说明：{reason.strip()}" if reason.strip() else ""
    if action == "dismiss" and objection.appeal_until:
        tail += f"\n如有不同意见，可于{objection.appeal_until:%Y年%-m月%-d日}前（含当日）申诉一次。"
    if action == "dismiss" and objection.kind == ObjectionKind.APPEAL:
        tail += "\n申诉处理结论为最终结论。"
    tell_school(objection, action, actor=actor, tail=tail)


def tell_school(objection: Objection, action: str, *, actor: Actor, tail: str = "") -> int:
    """Write to the administrators of the school that objected; returns how many are told, 0 for a person's own."""
    school = objection.organization_id
    if school is None:
        return 0
    readers = administrators_of_schools([school]).get(school, ())
    words = words_of(objection)
    return write_message(
        without_reviewers(readers, objection.notice.call_id),
        kind=MESSAGE_KIND,
        subject=SUBJECTS[action].format(**words),
        text=TEXTS[action].format(**words) + tail,
        about=objection,
        actor=actor,
    )


def words_of(objection: Objection) -> dict[str, str]:
    """Return the words that go into a text about an objection."""
    instants = {"filed": objection.filed_at, "deadline": objection.deadline}
    return {
        "word": WORDS[ObjectionKind(objection.kind)],
        "call": objection.notice.call.title,
        **{name: localtime(instant).strftime("%Y年%-m月%-d日%H:%M") for name, instant in instants.items()},
    }
