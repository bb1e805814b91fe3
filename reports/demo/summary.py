"""The demo year's report: drafted from the records, with the parts that only people can write filled in."""

from association.models import Body
from office.actor import system_actor
from reports.demo.ledger import Ledger
from reports.demo.tables.bodies import ROOT
from reports.domain.outline import load_outlines
from reports.domain.report import create_report
from reports.enums import ReportKind
from reports.methods.blocks import paragraph, text_run
from reports.models import Report, SectionVersion

YEAR = 2020

# What no record can say: written for the demo in the words of such reports, without a figure.
WRITTEN = {
    "chapter:lead": (
        (
            "2020年，面对新冠肺炎疫情和严重洪涝灾害带来的困难，学会在省教育厅、省民政厅的领导和中国职业技术教育学会、"
            "中国成人教育协会的指导下，依照章程履行职责，围绕中心、服务大局、服务会员，较好地完成了全年工作任务。"
        ),
        "一年来，学会努力当好行政主管部门的参谋助手，在学术研究、活动交流、技能竞赛和宣传服务等方面做了以下工作。",
    ),
    "chapter:party": (
        (
            "学会坚持把政治建设放在首位，以自学和集体研讨等形式组织党员学习党的十九大和十九届五中全会精神。"
            "召开重大会议、开展重大活动、安排重大事项，均事先向主管部门报告，自觉接受监督检查。"
        ),
    ),
    "chapter:rules": (
        (
            "学会建立健全内部工作运行机制，在章程规定的职责范围内开展活动，主动向会员公开重大活动、财务收支和年度工作报告，"
            "接受社会和会员的查询、监督。"
        ),
    ),
    "chapter:service": (
        (
            "学会围绕职业教育改革发展的重点、难点、热点问题开展调研，配合行政部门搭建产教融合、校企合作平台，"
            "组织会员单位开展课程建设、教学诊断与改进和信息化建设等活动，为会员单位提供服务。"
        ),
    ),
    "chapter:closing": (
        (
            "总结一年工作，学会自身的运行体制机制还不够健全，专业研究能力和创新能力还有待提升，服务会员校企合作、"
            "相互交流的方式方法需要进一步创新。"
        ),
        (
            "新的一年，学会将坚持服务大局、服务会员的工作原则，在“活动、服务、研究”上下功夫，不断提升服务能力，"
            "为全省职业教育与成人教育发展作出新的贡献。"
        ),
    ),
}


def load(ledger: Ledger) -> None:
    """Draft the report of the demo year and fill in the written parts; one that exists stays as it is."""
    load_outlines()
    body = Body.objects.get(code=ROOT)
    if Report.objects.filter(body=body, kind=ReportKind.ANNUAL_SUMMARY, year=YEAR).exists():
        return
    actor = system_actor("load_demo")
    report = create_report(body=body, kind=ReportKind.ANNUAL_SUMMARY, year=YEAR, actor=actor)
    for section in report.sections.filter(key__in=WRITTEN):
        section.blocks = [
            paragraph([text_run(words)], block_id=f"demo-{section.pk}-{number}")
            for number, words in enumerate(WRITTEN[section.key], start=1)
        ]
        section.save(update_fields=["blocks"])
        SectionVersion.objects.filter(section=section, number=1).update(blocks=section.blocks)
    ledger.added["reports.Report"] = 1
