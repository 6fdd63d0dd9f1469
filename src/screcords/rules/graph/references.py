"""What is wrong with a reference to another record, and which record was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.findings import Fix, MergeRecords, Problem, Related, Remove, RenameRecord, SetValue, quoted
from screcords.model.ids import SEPARATOR, pair_id
from screcords.model.record import plain
from screcords.repository.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.findings import Change, Route
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

NOUNS = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}

MOST = 200
"""How many different ids are looked for. Where more are missing, a whole folder is."""


SHORTEST = 8
"""So long is an id, country and all, in which a slip can be told from another name."""


class Fault(NamedTuple):
    """What is wrong with a reference."""

    message: str
    help: str
    related: tuple[Related, ...] = ()
    meant: str = ""
    """The id to write instead, where one is known or probable."""
    sure: bool = False
    """Whether the record itself says so: it went by the id once."""


class References:
    """Explains references that lead nowhere; made once a rule, so that an id is looked for once only."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._faults: dict[tuple[str, str], Fault | None] = {}

    def problems(self, collection: str, path: str, places: Iterable[tuple[Route, str]]) -> Iterator[Problem]:
        """The problems of references of one record, one for each id that leads nowhere."""
        told: set[str] = set()
        for route, wanted in places:
            if wanted not in told and (fault := self.fault(collection, wanted)) is not None:
                told.add(wanted)
                fix = self._fix(collection, path, wanted, fault) if fault.meant else None
                said = Problem(route, fault.message, fault.help, related=fault.related, path=path, fix=fix)
                yield self._merging(said, fault)

    def _merging(self, problem: Problem, fault: Fault) -> Problem:
        """Where the pair that is meant has a file already, the id alone would make a second one."""
        merge = problem.fix.changes[-1] if problem.fix is not None else None
        if not isinstance(merge, MergeRecords):
            return problem
        there = self.repository.partnerships[merge.survivor]
        way = "the pair has a file already: merge the two (`screcords lint --fix --unsafe` does it)"
        return problem._replace(
            help=way if fault.sure else f"{fault.help} Then {way}",
            related=(*problem.related, Related(there.path, ("id",), "the file that the pair has")),
        )

    def _fix(self, collection: str, path: str, wanted: str, fault: Fault) -> Fix | None:
        """Write the id that is meant wherever the record has the other; a partnership's own id follows its cities."""
        entry = self.repository.by_path[path]
        if entry.record is None:
            return None
        changes: list[Change] = list(_replacements(entry, collection, wanted, fault.meant))
        title = f'write "{fault.meant}"'
        if entry.collection != "partnerships" or wanted not in entry.record.cities:
            return Fix(tuple(changes), title, safe=fault.sure)
        one, other = (fault.meant if city == wanted else city for city in entry.record.cities)
        if one == other:
            return None
        pair, own = pair_id(one, other), entry.record.id
        if pair != own and own == pair_id(*entry.record.cities):
            if pair in self.repository.partnerships:
                changes.append(MergeRecords("partnerships", pair, own))
                return Fix(tuple(changes), f'{title}, and merge it into "{pair}"', safe=False)
            changes.append(RenameRecord("partnerships", own, pair))
        return Fix(tuple(changes), title, safe=fault.sure)

    def fault(self, collection: str, wanted: str) -> Fault | None:
        """What is wrong with a reference to `wanted`; None for one that is found, or whose file is merely broken."""
        key = (collection, wanted)
        if key not in self._faults:
            self._faults[key] = self._look(collection, wanted)
        return self._faults[key]

    def _look(self, collection: str, wanted: str) -> Fault | None:
        state, found = self.repository.resolve(collection, wanted)
        noun = NOUNS[collection]
        if state == "former":
            entry = self.repository.collection(collection)[found]
            number = entry.record.former_ids.index(wanted) if entry.record is not None else 0
            related = Related(entry.path, ("former_ids", number), "merged into this record")
            return Fault(
                f"the {noun} {quoted(wanted)} goes by {quoted(found)} now",
                f'write "{found}"',
                (related,),
                found,
                sure=True,
            )
        if state == "withdrawn":
            help_ = "remove the reference, or name what was meant instead"
            return Fault(f"the record of the {noun} {quoted(wanted)} was withdrawn", help_)
        if state != "missing":
            return None
        if (now := self.repository.gone.get((collection, wanted))) is not None:
            if now:
                help_ = f'write "{now}", and put "{wanted}" into former_ids of that record'
                return Fault(f"the {noun} {quoted(wanted)} goes by {quoted(now)} now", help_, meant=now)
            help_ = f"bring the {noun} back; what ended keeps its record, and what was merged is listed in former_ids"
            return Fault(f"the {noun} {quoted(wanted)} is gone since the revision compared with", help_)
        like, is_slip = self._like(collection, wanted) if len(self._faults) < MOST else ("", False)
        help_ = f'did you mean "{like}"?' if like else f"correct the id, or add a record of the {noun}"
        return Fault(f"there is no {noun} {quoted(wanted)}", help_, meant=like if is_slip else "")

    def _like(self, collection: str, wanted: str) -> tuple[str, bool]:
        """The id that is most like another, by spelling within the country or by name; whether it surely is a slip.

        Two places of one country often have names that are much alike. So only one letter may be wrong, and no third id
        be like it: of 1,500 real cities that were taken away, 11 are a slip of another city then, and 589 are like one.
        """
        import difflib  # noqa: PLC0415 - only needed where something is wrong

        ids = self.repository.collection(collection)
        if collection == "partnerships":
            one, _, other = wanted.partition(SEPARATOR)
            if (turned := pair_id(one, other)) in ids:
                return turned, True
            near = [
                pair for pair in ids if pair.startswith(f"{one}{SEPARATOR}") or pair.endswith(f"{SEPARATOR}{other}")
            ]
        else:
            near = [record_id for record_id in ids if record_id.startswith(wanted[:3])]
        close = difflib.get_close_matches(wanted, near, 2, 0.8)
        if close:
            return close[0], len(close) == 1 and len(wanted) >= SHORTEST and _is_slip(wanted, close[0])
        return self._by_name(wanted) if collection == "cities" else ("", False)

    def _by_name(self, wanted: str) -> tuple[str, bool]:
        """A city by its name, an alias or its Wikidata item; it is surely meant in the same country only."""
        country, words = wanted[:3], wanted[3:].replace("-", " ")
        for key in (wanted, wanted.replace("-", " "), words, wanted[3:]):
            found = self.repository.city_names.get(key, []) if key else []
            at_home = [city for city in found if city.startswith(country)]
            if at_home or len(found) == 1:
                return (at_home or found)[0], len(at_home) == 1
        return "", False


def _is_slip(wanted: str, like: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two are swapped."""
    while wanted and like and wanted[0] == like[0]:
        wanted, like = wanted[1:], like[1:]
    while wanted and like and wanted[-1] == like[-1]:
        wanted, like = wanted[:-1], like[:-1]
    return max(len(wanted), len(like)) == 1 or (len(wanted) == 2 and wanted == like[::-1])


def _replacements(entry: Entry[Any], collection: str, wanted: str, meant: str) -> Iterator[Change]:
    """Changes that put one id in the place of another; it does not stand in a list twice then."""
    data: Any = plain(entry.record) if entry.record is not None else {}
    lists: set[Route] = set()
    for reference in references(entry.collection, data):
        if reference.collection != collection or reference.id != wanted:
            continue
        *above, last = route = reference.route
        held: Any = data
        for step in above:
            held = held[step]
        if isinstance(last, int) and (meant in held or tuple(above) in lists):
            yield Remove(route)
        else:
            lists.add(tuple(above))
            yield SetValue(route, meant)
