"""The reader's words for what is wrong with an entry form or with answers to it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reviews.methods.entry_form import FormField, Problem


def problem_text(problem: Problem, fields: Iterable[FormField] = ()) -> str:
    """Return one sentence about a problem; with the questions given it begins with the label of the one concerned."""
    sentence = sentence_of(problem)
    label = next((item.label for item in fields if item.code == problem.code), "")
    return _("“%(label)s”: %(sentence)s") % {"label": label, "sentence": sentence} if label else sentence


def sentence_of(problem: Problem) -> str:
    """Return the sentence for a problem's word, its values filled in."""
    return (definition_sentences() | answer_sentences())[problem.word] % dict(problem.values)


def definition_sentences() -> dict[str, str]:
    """Return what may be wrong with the questions of a form, by word."""
    return {
        "no_questions": _("The form has no question yet."),
        "too_many_questions": _("A form has at most %(limit)s questions."),
        "kind_unknown": _("This kind of question does not exist."),
        "label_missing": _("Write the question."),
        "label_long": _("The question has at most %(limit)s signs; put the rest into the help."),
        "label_twice": _("Two questions are called “%(label)s”. Give one another name."),
        "choices_few": _("Give at least two answers to choose from."),
        "choices_many": _("Give at most %(limit)s answers to choose from."),
        "choices_twice": _("One of the answers stands there twice."),
        "bounds_no_number": _("The bounds are numbers."),
        "bounds_crossed": _("The lower bound lies above the upper one."),
        "person_identifies": _("A person always identifies who sent it in."),
        "file_count_low": _("At least one file."),
        "condition_not_before": _("Its condition names a question that is not asked before it."),
        "condition_no_answer": _("Its condition asks for “%(answer)s”, which “%(label)s” does not offer."),
    }


def answer_sentences() -> dict[str, str]:
    """Return what may be wrong with the answers to a form, by word."""
    return {
        "answer_missing": _("Not answered yet."),
        "file_missing": _("The file is missing."),
        "files_many": _("At most %(limit)s files: take one off."),
        "no_number": _("Write a number, in digits."),
        "number_low": _("At least %(limit)s%(unit)s."),
        "number_high": _("At most %(limit)s%(unit)s."),
        "number_places": _("At most %(limit)s decimal places."),
        "choice_unknown": _("“%(answer)s” is not among the answers."),
        "no_date": _("Give a day as 2020-12-12."),
        "person_no_name": _("Give the person's name."),
        "text_long": _("At most %(limit)s signs; there are %(length)s."),
    }
