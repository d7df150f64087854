"""The working of a proposal in words: every step and every word left out has a sentence."""

from incidents.base.languages import N_, _, ngettext
from incidents.confidence.evidence import LeftOut, Reason
from incidents.vocabularies import label

LEFT_OUT: dict[str, str] = {
    "source_withdrawn": N_("the source was withdrawn"),
    "no_stance": N_("what it says on this question is not recorded"),
    "mentions": N_("names it and takes no side"),
    "no_digit": N_("the information has no credibility yet"),
    "digit_not_judged": N_("the credibility of the information cannot be judged (6); that is no bad grade"),
    "no_letter": N_("the source has no reliability yet"),
    "letter_not_judged": N_("the reliability of the source cannot be judged (F); that is no bad grade"),
    "not_independent": N_("a researcher held that it is not independent"),
    "origin_unknown": N_("does not say whose claim it relays"),
    "repeats": N_("repeats a source that is counted already"),
    "weak_against": N_("is too doubtful to weigh against what others say"),
    "no_such_body": N_("is no body that investigates; cite it as a source"),
    "no_conclusion": N_("the body came to no conclusion, which is neither doubt nor denial"),
    "no_standard": N_("the standard of proof that the body applied is not recorded"),
}
PLAIN: dict[str, str] = {
    "nothing_graded": N_(
        "Nothing graded speaks on this question: a source counts once it and what it says are graded."
    ),
    "no_number": N_("The team holds no number yet, so there is nothing to judge."),
    "no_level_in_law": N_("In law no level is proposed: a legal label is a possibility until a body finds it."),
}


def say_reason(reason: Reason) -> str:
    """One step of the working as a sentence."""
    n = reason.number
    if reason.code in PLAIN:
        return _(PLAIN[reason.code])
    if reason.code == "lowered":
        return _("That lowers “%(level)s” by one and makes it contested.", level=label("confidence", reason.term))
    if reason.code == "finding":
        grade = label("confidence", reason.term)
        return ngettext(
            "%(num)s finding of a body carries “%(grade)s”.",
            "%(num)s findings of bodies carry up to “%(grade)s”.",
            n,
            num=n,
            grade=grade,
        )
    return {
        "credible": lambda: ngettext(
            "%(num)s independent source of credibility 1 to 3 speaks for it.",
            "%(num)s independent sources of credibility 1 to 3 speak for it.",
            n,
            num=n,
        ),
        "strong": lambda: ngettext(
            "%(num)s of them is of credibility 1 or 2 and reliability A to C.",
            "%(num)s of them are of credibility 1 or 2 and reliability A to C.",
            n,
            num=n,
        ),
        "weak_only": lambda: ngettext(
            "Only %(num)s doubtful or improbable source speaks for it.",
            "Only %(num)s doubtful or improbable sources speak for it.",
            n,
            num=n,
        ),
        "contradicted": lambda: ngettext(
            "%(num)s independent credible source speaks against it.",
            "%(num)s independent credible sources speak against it.",
            n,
            num=n,
        ),
        "denied": lambda: ngettext("%(num)s body found against it.", "%(num)s bodies found against it.", n, num=n),
        "only_against": lambda: ngettext(
            "All that is graded speaks against it (%(num)s voice).",
            "All that is graded speaks against it (%(num)s voices).",
            n,
            num=n,
        ),
    }[reason.code]()


def say_why(left_out: LeftOut) -> str:
    """Why a source or finding does not count."""
    return _(LEFT_OUT[left_out.why])
