"""Rule ``reference/conflicting-attributes``."""

from collections.abc import Iterator

from validator.article import Article, Reference
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule

_DIRECTIONS = ("ltr", "rtl")


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

    def is_idle(self, article: Article) -> bool:
        """Whether no reference has one of the attributes."""
        return article.reference_attributes.isdisjoint(("follow", "dir"))

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references whose follow or dir MediaWiki refuses, or passes over."""
        first: dict[tuple[str, str], Reference] = {}
        for reference in article.references:
            given = reference.attributes
            follow = given.get("follow", "")
            if follow and reference.name:
                message = "A reference that follows another has no name of its own"
                yield _hit(reference, message, "cite_error_ref_follow_conflicts")
            elif _is_plain(follow) and (reference.group, follow) not in first:
                message = f'No reference before this one is named "{follow[:80]}", to be followed'
                yield _hit(reference, message)
            direction = given.get("dir", "")
            if direction and direction.lower() not in _DIRECTIONS and "{" not in direction:
                message = f'dir cannot be "{direction[:40]}": ltr or rtl is needed'
                yield _hit(reference, message, "cite_error_ref_invalid_dir")
            if not reference.name:
                continue
            other = first.setdefault((reference.group, reference.name), reference)
            there = other.attributes.get("dir", "").lower()
            if direction and there and direction.lower() != there:
                message = (
                    f"dir is {direction[:40]} here and {there[:40]} where the name stands first"
                )
                yield _hit(reference, message, "cite_error_ref_conflicting_dir", other)


def _is_plain(name: str) -> bool:
    """Whether a name is given, is no template, and no number, which is another error."""
    return bool(name) and "{" not in name and not (name.isascii() and name.isdigit())


def _hit(reference: Reference, message: str, key: str = "", other: Reference | None = None) -> Hit:
    return Hit(
        *reference.opening,
        message,
        identity=reference.name,
        severity=None if key else Severity.WARNING,
        related=(Related(*other.opening, "The first"),) if other else (),
        facts={"cite": key} if key else {},
    )
