"""The form that the component gallery shows: every kind of field once, never saved."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

KINDS = [("", "请选择"), ("course", "培训"), ("forum", "论坛"), ("contest", "竞赛")]


class SampleFilterForm(forms.Form):
    """Six filters: three in sight, three folded."""

    name = forms.CharField(label="名称", required=False)
    kind = forms.ChoiceField(label="类别", choices=KINDS, required=False)
    year = forms.IntegerField(label="年度", required=False)
    city = forms.CharField(label="所在市", required=False)
    host = forms.CharField(label="承办单位", required=False)
    since = forms.DateField(label="开始日期不早于", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class SampleForm(forms.Form):
    """An activity's form, in two sections."""

    name = forms.CharField(label="活动名称", help_text="按通知中的全称填写。", max_length=100)
    kind = forms.ChoiceField(label="类别", choices=KINDS)
    starts_on = forms.DateField(label="开始日期", widget=forms.DateInput(attrs={"type": "date"}))
    cost = forms.DecimalField(label="经费", help_text="含税，保留两位小数。", required=False)
    scale = forms.ChoiceField(
        label="人数的说法",
        choices=[("exact", "确数"), ("about", "约数"), ("above", "以上")],
        widget=forms.RadioSelect,
        help_text="“200余名”选“以上”，系统不作取整。",
    )
    published = forms.BooleanField(label="在会员单位首页公布", required=False)
    summary = forms.CharField(label="简介", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    notice = forms.FileField(label="通知原文", help_text="PDF或Word文件，不超过50 MB。", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cost"].unit = "万元"  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset("基本情况", Div(*map(_cell, ("name", "kind", "starts_on", "cost")), css_class="form-grid")),
            Fieldset(
                "规模与材料", Div(*map(_cell, ("scale", "published", "summary", "notice")), css_class="form-grid")
            ),
        )


def _cell(name: str) -> Div:
    return Div(name, css_class="form-cell")
