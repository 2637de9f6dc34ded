"""Rule ``reference/conflicting-attributes``."""

from collections.abc import Iterator

from validator.article import Article
from validator.cite import Complaint
from validator.finding import Hit, Related, Severity
from validator.reference import Reference
from validator.rule import Context, Rule

_USUAL = frozenset(("name", "group"))


class ConflictingAttributes(Rule):
    """Attributes of a reference that do not go together.

    ``follow`` continues an earlier reference, so the part has no name of its own, and the earlier
    one must be there. ``dir`` is ltr or rtl, the same wherever the reference is named.

    ## Bad
    A.<ref name="Hall">Hall 1990</ref> B.<ref name="Moe" follow="Hall">p. 9</ref> {{reflist}}

    ## Good
    A.<ref name="Hall">Hall 1990</ref> B.<ref follow="Hall">p. 9</ref> {{reflist}}

    ## Not flagged
    Names that hold a template.

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references whose follow or dir MediaWiki refuses, or passes over."""
        cite = context.cite(article)
        for complaint in cite.about("ref_follow_conflicts"):
            yield _hit(complaint, "A reference that follows another has no name of its own")
        for complaint in cite.about("ref_with_details_no_name"):
            yield _hit(complaint, "details= belongs to a reference with a name")
        for complaint in cite.about("details_unsupported_context"):
            yield _hit(complaint, "details= means nothing in a list of references")
        for complaint in cite.about("ref_invalid_dir"):
            direction = complaint.reference.attributes["dir"]
            if "{" not in direction:
                yield _hit(complaint, f'dir cannot be "{direction[:40]}": ltr or rtl is needed')
        for complaint in cite.about("ref_conflicting_dir"):
            here = complaint.reference.attributes["dir"].lower()
            there = "rtl" if here == "ltr" else "ltr"
            yield _hit(complaint, f"dir is {here} here and {there} in the other")
        others = [
            one
            for one in article.references
            if (given := one.attributes) and not given.keys() <= _USUAL
        ]
        if any("follow" in one.attributes for one in others):
            yield from _lost(article)
        for reference in others:
            direction = reference.attributes.get("dir", "")
            if direction in ("LTR", "RTL"):  # understood, but not what the help page names
                says = f"dir is documented in small letters, {direction.lower()}"
                yield Hit(*reference.opening, says, severity=Severity.INFO)


def _lost(article: Article) -> Iterator[Hit]:
    """References that are to follow one that does not stand before them."""
    known: set[tuple[str, str]] = set()
    for reference in article.references:
        follow = reference.attributes.get("follow", "")
        if _is_plain(follow) and not reference.name and (reference.group, follow) not in known:
            yield Hit(
                *reference.opening,
                f'No reference before this one is named "{follow[:80]}", to be followed',
                identity=follow,
                severity=Severity.WARNING,
            )
        known.add((reference.group, reference.name))


def _is_plain(name: str) -> bool:
    """Whether a name is given, is no template, and no number, which is another error."""
    return bool(name) and "{" not in name and not (name.isascii() and name.isdigit())


def _hit(complaint: Complaint, message: str) -> Hit:
    reference, other = complaint.reference, complaint.other
    return Hit(
        *reference.opening,
        message,
        identity=reference.name,
        related=(Related(*other.opening, "The other"),) if isinstance(other, Reference) else (),
        facts={"cite": complaint.key},
    )
