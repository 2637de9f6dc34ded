"""What the Cite extension makes of a page's references, and what it complains of.

It takes them in MediaWiki's order: what stands in a function or a list comes before that, and what
stands in a plain reference comes only when that is printed. Templates that make or reuse references
by the wiki's profile take part. Source: the extension Cite of MediaWiki 1.43.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from validator.article import Article
from validator.pattern import pattern
from validator.profile import TemplateUse
from validator.reference import Reference, ReferenceList
from validator.span import Span
from validator.template import Template, without_comments

AUTOMATIC = "none"
"""In place of a key: Cite does not complain, but no list of the page prints the references."""
KNOWN = frozenset(("name", "group", "follow", "dir", "extends"))
_start, _end = attrgetter("start"), attrgetter("end")
_DETAILS = "details"
"""An attribute of references from MediaWiki 1.47 on: what is cited of the source named."""
_TOO_MANY = "ref_too_many_keys"
_MEANT = ("group", "name", "follow", "dir")
_LONGEST_SLIP = 20
_DIRECTIONS = ("ltr", "rtl")
_MAKING = frozenset(("named-reference", "footnote", "short-footnote"))
"""Roles of templates that make references, or reuse them."""
_INSIDE = pattern(r"<ref(?:erences)?\b[^>]*+>", re.IGNORECASE)
_PAIRED = pattern(r"<(?:(\w++)[^>]*+>|!--)", re.ASCII)
_LONGEST = 100
_MOST_KINDS = 200
"""So many kinds of tags without a counterpart are looked for in one reference."""


class Complaint(NamedTuple):
    """A message of Cite about a reference, by its key.

    ``other`` is the other party, if there is one: the first definition of the name, the list or
    reference around it, the last list of its group. ``times`` is how many references it is about.
    """

    key: str
    reference: Reference
    other: Reference | ReferenceList | None = None
    times: int = 1


class Cite(NamedTuple):
    """What Cite shows on a page.

    ``complaints`` are its messages about references by key, ``lists`` those about lists with it;
    ``marks`` are the references that have a mark, ``notes`` is the number of items in lists.
    """

    complaints: dict[str, list[Complaint]]
    lists: list[tuple[str, ReferenceList]]
    marks: list[Reference]
    notes: int

    def about(self, *keys: str) -> list[Complaint]:
        """The messages about references under some keys, in the order in which they arise."""
        return [one for key in keys for one in self.complaints.get(f"cite_error_{key}", ())]


def cite(article: Article) -> Cite:
    """The messages that Cite shows on a page.

    A name or group that holds a brace is known to MediaWiki alone: such a reference has no name
    here, or is not there at all.
    """
    page = _Page(article.text, sub_references=article.profile.sub_references)
    around: list[_Frame] = []
    items = _items(article)
    starts = [item.start for item in items]
    starts.append(len(article.text))
    takes_simply = page.takes_simply
    for item, following in zip(items, islice(starts, 1, None), strict=True):
        while around and around[-1].item.end <= item.start:
            _leave(page, around)
        if not around and item.end <= following and isinstance(item, Reference):
            if not takes_simply(item):
                page.take(item, None)
        else:
            around.append(_Frame(item, article.text[item.start] == "<"))
    while around:
        _leave(page, around)
    page.end()
    found: dict[str, dict[int, Complaint]] = {}
    for one in page.complaints:  # what a function holds is taken twice
        found.setdefault(one.key, {}).setdefault(one.reference.start, one)
    by_key = {key: list(ones.values()) for key, ones in found.items()}
    return Cite(by_key, page.refused_lists, [*page.marks.values()], page.notes)


class _Frame:
    """A reference or list that is being read, and what stands in it."""

    def __init__(self, item: Reference | ReferenceList, is_tag: bool) -> None:
        self.item = item
        self.is_tag = is_tag
        self.references: list[Reference] = []
        self.holds_list = False


def _items(article: Article) -> list[Reference | ReferenceList]:
    """References, those that templates make, and lists; what holds others before them."""
    others: list[Reference | ReferenceList] = [*article.reference_lists]
    for template in article.templates:
        use = template.use
        if use is not None and use.role in _MAKING:
            others += _made(article.text, template, use)
    found = [*article.references, *others]
    if others:
        found.sort(key=_end, reverse=True)
        found.sort(key=_start)
    return found


def _made(text: str, template: Template, use: TemplateUse) -> Iterator[Reference]:
    """The references that a template makes or reuses, as far as the wiki's profile tells."""
    values, roles = template.values, use.parameters

    def given(role: str) -> str:
        found = (value for name in roles.get(role, ()) if (value := values.get(name)))
        return next(found, "").strip("\"'")

    def reference(start: int, end: int, name: str, inner: Span | None) -> Reference:
        group = given("group") or use.format
        span = Span(start, end)
        known = {"name": name, "group": group}
        content = text[inner.start : inner.end].strip() if inner else ""
        return Reference(
            text, start, end, inner, known, name, span, group, False, content, made=True
        )

    if use.role == "named-reference" and "#" in roles.get("name", ()):
        for one in template.parameters:
            if one.name.isascii() and one.name.isdigit() and one.value:
                yield reference(one.value_start, one.value_end, one.value.strip("\"'"), None)
    elif "group" in roles:
        inner: Span | None
        whole = inner = Span(template.start, template.end)
        if use.role == "footnote":
            written = next(filter(None, map(template.parameter, roles.get("text", ()))), None)
            inner = Span(written.value_start, written.value_end) if written else None
        yield reference(*whole, given("name"), inner)


def _leave(page: "_Page", around: list[_Frame]) -> None:
    """Take what ends here, the last of what is around this place."""
    frame = around.pop()
    item = frame.item
    parent = around[-1] if around else None
    tags = [one for one in around if one.is_tag]
    tag = next(iter(tags), None)
    holder = next((one.item for one in tags if isinstance(one.item, Reference)), None)
    if holder is not None:
        if isinstance(item, Reference):
            page.hold(item, holder)
    elif isinstance(item, Reference):
        if tag is None:
            page.take(item, parent.item if parent else None)
        if (lists := tag or parent) is not None:
            lists.references.append(item)
    elif tag is None:
        page.take_list(item, frame, shown=parent is None)
        if parent is not None:
            parent.holds_list = True


class _Note:
    """An item of a list: its marks, its text so far, and what is wrong with it first.

    ``leading`` is the reference whose direction counts.
    """

    __slots__ = ("complaints", "definition", "leading", "marks", "text")

    def __init__(self) -> None:
        self.marks: list[Reference] = []
        self.definition: Reference | None = None
        self.text: str | None = None
        self.leading: Reference | None = None
        self.complaints: list[Complaint] = []

    def define(self, reference: Reference, text: str | None) -> bool:
        """Take a text; False if there is one already, or none is given."""
        if self.text is None and text is not None:
            self.text = text
            self.definition = self.leading = reference
            return True
        if text is not None and text != self.text:
            self.complain("references_duplicate_key", reference, self.definition)
        return False

    def complain(self, key: str, reference: Reference, other: Reference | None) -> None:
        """Note what is wrong; Cite prints only the first kind."""
        if not self.complaints or self.complaints[0].key.endswith(key):
            self.complaints.append(_complaint(key, reference, other))


class _Call(NamedTuple):
    """A reference that was taken, and what that did, so that it can be taken back."""

    reference: Reference
    group: str
    key: str | int
    defined: bool


class _Page:
    """The state of Cite on a page."""

    def __init__(self, text: str, *, sub_references: bool) -> None:
        self._known = KNOWN | {_DETAILS} if sub_references else KNOWN
        self._takes_misread = sub_references
        self.complaints: list[Complaint] = []
        self.refused_lists: list[tuple[str, ReferenceList]] = []
        self.marks: dict[int, Reference] = {}
        self.notes = 0
        self._source = text
        self._groups: dict[str, dict[str | int, _Note]] = {}
        self._simple: list[Reference] = []
        self._calls: list[_Call | None] = []
        self._held: dict[int, list[Reference]] = {}
        self._inner: dict[int, dict[int, Reference]] = {}
        self._inside: dict[int, list[Complaint]] = {}
        self._late: list[Complaint] = []
        self._printed: dict[str, ReferenceList] = {}

    def _refusal(self, reference: Reference) -> Complaint | None:
        """Why Cite does not take a reference outside any list, None if it does."""
        misread = "" if self._takes_misread else self._misread(reference)
        key = misread or _refused(reference) or self._refused_content(reference)
        return _complaint(key, reference) if key else None

    def hold(self, reference: Reference, holder: Reference) -> None:
        """Leave a reference until the one that holds it is printed."""
        self._held.setdefault(holder.start, []).append(reference)

    def takes_simply(self, reference: Reference) -> bool:
        """Take a reference with at most a name that is none but a name, as most are."""
        source, start, content = self._source, reference.start, reference.content
        attributes = reference.attributes
        if source[start] != "<" or "<" in content:
            return False
        if attributes and (len(attributes) > 1 or "name" not in attributes):
            return False
        name = reference.name
        if not name:
            if not content:
                return False
            self._simple.append(reference)
        elif "{" in name or name.isdigit():
            return False
        else:
            notes = self._groups.get("")
            if notes is None:
                notes = self._groups[""] = {}
            note = notes.get(name)
            if note is None:
                note = notes[name] = _Note()
            note.marks.append(reference)
            if content and (inner := reference.inner):
                note.define(reference, source[inner[0] : inner[1]])
        self.marks[start] = reference
        return True

    def take(self, reference: Reference, around: Reference | ReferenceList | None) -> None:
        """A reference outside any list, or in a function: what is wrong with it shows in that."""
        group, name = reference.attributes.get("group", ""), reference.name
        if self._takes_misread and (misread := self._misread(reference)):
            self.complaints.append(_complaint(misread, reference))
        refused = self._refusal(reference)
        if refused or "{" in group:
            self._calls.append(None)
            if refused and around is None:
                self.complaints.append(refused)
            elif refused and isinstance(around, Reference):
                self._inside.setdefault(around.start, []).append(refused)
            return
        if reference.attributes.get(_DETAILS) and not name and around is None:
            self.complaints.append(_complaint("ref_with_details_no_name", reference))
        text = self._text(reference)
        if "{" in name:
            name, text = "", text or ""
        notes = self._groups.setdefault(group, {})
        follow = reference.attributes.get("follow", "")
        if follow in notes:
            if text is not None:  # with what follows, it is like no other text
                known = notes[follow].text
                notes[follow].text = f" {text}" if known is None else f"\0{reference.start}"
            return
        place = name or reference.start
        note = notes.get(place)
        if note is None:
            note = notes[place] = _Note()
            note.leading = reference
        elif note.leading is not None:
            here, there = _direction(reference), _direction(note.leading)
            if here and there and here != there:
                note.complain("ref_conflicting_dir", reference, note.leading)
        note.marks.append(reference)
        if not follow:
            outer = self.marks if around is None else self._inner.setdefault(around.start, {})
            outer[reference.start] = reference
        defined = note.define(reference, text)
        self._calls.append(_Call(reference, group, place, defined))

    def _misread(self, reference: Reference) -> str:
        """Whether a reference has an attribute that Cite does not know; what it says of that."""
        if reference.attributes.keys() <= self._known:
            return ""
        odd = next(name for name in reference.attributes if name not in self._known)
        return "ref_parameter_suggestion" if self._takes_misread and meant(odd) else _TOO_MANY

    def _refused_content(self, reference: Reference) -> str:
        """Why Cite does not take the content of a reference outside lists; or nothing."""
        inner = reference.inner
        if not reference.name and not reference.content:
            if _DETAILS in reference.attributes:
                return "details_missing_parent"
            is_empty_tag = inner is None and self._source[reference.start] == "<"
            return "ref_no_key" if is_empty_tag else "ref_no_input"
        if inner is None or self._source[reference.start] != "<":
            return ""
        if self._source.find("<", *inner) < 0 or not _INSIDE.search(self._source, *inner):
            return ""
        return "included_ref" if _INSIDE.search(_without_pairs(self._source[slice(*inner)])) else ""

    def _text(self, reference: Reference) -> str | None:
        """The content as Cite compares it, None if there is none; blanks and comments count."""
        if reference.inner is None or not reference.content:
            return None
        if not reference.name:
            return reference.content
        written = self._source[slice(*reference.inner)]
        if self._source[reference.start] == "<":
            return written
        if reference.start in self._inner:  # the marks in it differ each time
            written += str(reference.start)
        return without_comments(written)

    def take_list(self, place: ReferenceList, frame: _Frame, *, shown: bool) -> None:
        """A list, with the references in it; what stands in another list is not shown."""
        refused = "references_invalid_parameters" if place.odd else ""
        if frame.holds_list and not frame.is_tag:
            refused = refused or "included_references"
        else:
            inside = frame.references
            for reference in inside if frame.is_tag else self._taken_back(len(inside)):
                self._list(reference, place, place)
        if refused:
            self.refused_lists.append((f"cite_error_{refused}", place))
            return
        self._printed[place.group] = place
        if not place.group:
            self.notes += len(self._simple) if shown else 0
            self._simple.clear()
        if not shown:
            self._groups.pop(place.group, None)
            return
        for note in self._printed_notes(self._groups.pop(place.group, {})):
            for reference in self._shown(note):
                self._list(reference, place, note.definition)
        self.complaints += self._late
        self._late.clear()

    def _printed_notes(self, notes: dict[str | int, _Note]) -> Iterable[_Note]:
        """The notes of a group that is printed; one that follows no other is no item."""
        firsts = [note.marks[0].attributes for note in notes.values()]
        self.notes += len([1 for given in firsts if not given or not given.get("follow")])
        return notes.values()

    def _shown(self, note: _Note) -> Sequence[Reference]:
        """An item of a list is printed: what of references stood in it is taken now."""
        if note.text is None:
            self.complaints += [_complaint("references_no_text", mark) for mark in note.marks]
        if note.complaints:
            self.complaints += note.complaints
        if note.definition is None:
            return ()
        start = note.definition.start
        if start in self._inside:
            self.complaints += self._inside[start]
        if start in self._inner:
            self.marks |= self._inner[start]
        return self._held.get(start, ())

    def _taken_back(self, count: int) -> list[Reference]:
        """The last references that were taken, in order, as if they had not been."""
        found = []
        while count and self._calls:
            count -= 1
            call = self._calls.pop()
            if call is not None:
                found.append(call.reference)
                note = self._groups.get(call.group, {}).get(call.key)
                if note is None:
                    continue  # printed meanwhile
                note.marks.pop()
                if not note.marks:
                    del self._groups[call.group][call.key]
                elif call.defined:
                    note.text = note.definition = None
        self._calls.clear()
        return found[::-1]

    def _list(
        self, reference: Reference, place: ReferenceList, around: Reference | ReferenceList | None
    ) -> None:
        """A reference in a list, or in a reference that the list prints."""
        group = reference.attributes.get("group", place.group)
        if "{" in group + place.group + reference.name:
            return
        note = self._groups.get(group, {}).get(reference.name)
        text = self._text(reference)
        refused = _refused(reference)
        if not refused:
            faults = {
                "references_group_mismatch": group != place.group,
                "references_no_key": not reference.name,
                "empty_references_define": text is None,
                "references_missing_key": note is None,
            }
            refused = next((key for key, fails in faults.items() if fails), "")
        if _DETAILS in reference.attributes and _DETAILS in self._known:
            self._late.append(_complaint("details_unsupported_context", reference, around))
        keys = list(filter(None, (self._misread(reference), refused)))
        if note is not None and not keys:
            note.define(reference, text)
        self._late += [_complaint(key, reference, around) for key in keys]

    def end(self) -> None:
        """The end of the page: what no list has printed."""
        if self._simple:
            self._groups.setdefault("", {})
            self.notes += len(self._simple)
        for group, notes in self._groups.items():
            key = "group_refs_without_references" if group else AUTOMATIC
            last = self._printed.get(group)
            lost = [note for note in notes.values() if group or not last or note.text is not None]
            marks = [mark for note in lost for mark in note.marks]
            marks += [] if group else self._simple
            if marks:
                first = min(marks, key=lambda mark: mark.start)
                self.complaints.append(_complaint(key, first, last)._replace(times=len(marks)))
            for note in () if group else self._printed_notes(notes):
                refused = map(self._refusal, self._shown(note))
                self.complaints += filter(None, refused)


def _complaint(
    key: str, reference: Reference, other: Reference | ReferenceList | None = None
) -> Complaint:
    return Complaint(f"cite_error_{key}", reference, other)


def _direction(reference: Reference) -> str:
    return reference.attributes.get("dir", "").lower()


def _refused(reference: Reference) -> str:
    """Why Cite does not take the name or another attribute of a reference; or nothing."""
    given = reference.attributes
    name = reference.name
    if not given:
        return ""
    follow = given.get("follow", "")
    if (name.isdigit() and name.isascii()) or (follow.isdigit() and follow.isascii()):
        return "ref_numeric_key"
    if given.get("extends"):
        return _TOO_MANY
    if follow and name:
        return "ref_follow_conflicts"
    return "ref_invalid_dir" if given.get("dir", "ltr").lower() not in _DIRECTIONS else ""


def meant(attribute: str) -> str:
    """The attribute that one which Cite does not know is a slip for; empty if none is near.

    As from MediaWiki 1.47 on: at most half of its letters differ.
    """
    if len(attribute) > _LONGEST_SLIP:
        return ""
    distance, near = min((_distance(attribute, known), known) for known in _MEANT)
    return near if distance <= max(1, len(near) // 2) else ""


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or changed to get from one to the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(other, start=1):
            changed = before + (letter != wanted)
            before, row[j] = row[j], min(changed, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def _without_pairs(content: str) -> str:
    """A content less comments and elements, as Cite drops them before it looks for tags in it."""
    kept = []
    unpaired: set[str | None] = set()
    at = 0
    opened = _PAIRED.search(content)
    while opened is not None:
        name = opened[1]
        after = opened.end() if name else opened.start() + 4
        closed = None
        if name not in unpaired and len(unpaired) < _MOST_KINDS and len(name or "") < _LONGEST:
            closing = rf"</{name}\s*>" if name else "-->"
            closed = re.compile(closing, re.ASCII).search(content, after)
        if closed is None:
            unpaired.add(name)
        else:
            kept.append(content[at : opened.start()])
            at = after = closed.end()
        opened = _PAIRED.search(content, after)
    return "".join([*kept, content[at:]])
