"""Settings: `screcords.toml` at the root of a repository, or `[tool.screcords]` in its pyproject.toml."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.findings import Severity, quoted
from screcords.lint.policies import PolicyError, did_you_mean, no_time, policies
from screcords.model.durations import Duration
from screcords.rules.policies import NO_POLICIES, Policies
from screcords.rules.registry import INTERNAL_ERROR, ONLINE, all_rules, matching, resembling
from screcords.rules.schema.words import expected_type, type_name
from screcords.text.document import BadText, Document, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

    from screcords.findings import Route, Target
    from screcords.rules.policies import Policy
    from screcords.rules.rule import Rule


class SettingsError(Exception):
    """The settings cannot be used; the message says where, what and how to mend it."""


class Settings(NamedTuple):
    """What a repository says of itself."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    severity: Mapping[str, str] = {}
    active_within: str = "P5Y"
    """How long an active partnership may go without a sign of life."""
    docs: str = ""
    """Address of the folder with the pages of the rules, where they are published."""
    policies: tuple[Policy, ...] = ()
    """What cities have decided for themselves."""


class Selection(NamedTuple):
    """Which rules run, with which severity, and why the others do not."""

    rules: dict[str, Rule]
    severity: dict[str, tuple[Severity, Severity]]
    """By code: severity for records made by hand, and for those made by a machine."""
    left_out: dict[str, str]
    """By code: why the rule does not run."""
    shown: frozenset[str]
    """Codes whose advice is listed with places."""
    policies: Policies = NO_POLICIES
    active_within: str = "P5Y"
    settled: frozenset[str] = frozenset()
    """Codes whose severity the settings give."""

    def weight(self, rule: Rule, case: Severity | None, *, seed: bool) -> Severity:
        """How much a finding weighs; `case` is the severity that the rule itself gives this case, if any.

        A severity in the settings decides, but a case that the rule takes less seriously stays as mild as it was.
        """
        severity = self.severity[rule.code][seed]
        if case is None or (rule.code in self.settled and not _is_milder(case, rule.usual(seed=seed))):
            return severity
        return case if rule.code not in self.settled or _is_milder(case, severity) else severity


def read(root: Path) -> Settings:
    """The settings of the repository at `root`; the defaults where it has none.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or says what settings cannot say.
    """
    for name, table in (("screcords.toml", ()), ("pyproject.toml", ("tool", "screcords"))):
        path = root / name
        if not os.path.lexists(path):
            continue
        if not path.is_file():
            raise SettingsError(f"{name}: is no file that can be read")
        try:
            data = path.read_bytes()
            content: Any = parse(data)
        except OSError as error:
            raise SettingsError(f"{name}: cannot be read: {error.strerror}") from error
        except BadText as error:
            place = Document(name, data).lines.place(error.span)
            raise SettingsError(f"{name}:{place.line}:{place.column}: {error}") from error
        for key in table:
            content = content.get(key, {}) if isinstance(content, dict) else {}
        if content or not table:
            return _settings(content, Document(name, data), table, root)
    return Settings()


def _settings(content: dict[str, Any], document: Document, table: Route, root: Path) -> Settings:
    import jsonschema  # noqa: PLC0415 - only where there are settings

    from screcords.model import schemas  # noqa: PLC0415 - the same

    schema = schemas.load("settings")
    for error in jsonschema.Draft202012Validator(schema).iter_errors(content):
        route = (*table, *error.absolute_path)
        message = error.message
        part: Target = "value"
        if error.validator == "additionalProperties":
            known = list(error.schema.get("properties", {}))
            extra = next(key for key in error.instance if key not in known)
            route, part = (*route, extra), "key"
            message = f"unknown setting {quoted(extra)}{did_you_mean(extra, known)}"
        else:
            route, part = (
                (*route, str(error.instance)) if _is_key(error) else route,
                "key" if _is_key(error) else "value",
            )
            message = _in_words(error)
            if error.validator == "type" and error.validator_value == "array" and isinstance(error.instance, dict):
                message = f"{message}: write [[{'.'.join(map(str, route))}]] with two brackets"
        raise SettingsError(f"{_where(document, route, part)}: {message}")
    lint = content.get("lint", {})
    settings = Settings(
        tuple(lint.get("select", ())),
        tuple(lint.get("ignore", ())),
        lint.get("strict", False),
        lint.get("severity", {}),
        lint.get("active_within", "P5Y"),
        lint.get("docs", ""),
    )
    for key, codes in (("select", settings.select), ("ignore", settings.ignore), ("severity", settings.severity)):
        for number, code in enumerate(codes):
            if not matching(code):
                last: str | int = code if key == "severity" else number
                part = "key" if key == "severity" else "value"
                raise SettingsError(f"{_where(document, (*table, 'lint', key, last), part)}: {unknown_rule(code)}")
    if Duration.parse(settings.active_within).is_nothing:
        where = _where(document, (*table, "lint", "active_within"), "value")
        raise SettingsError(f"{where}: {no_time(settings.active_within)}")
    try:
        return settings._replace(policies=policies(content.get("policies", ()), root))
    except PolicyError as error:
        raise SettingsError(f"{_where(document, (*table, *error.route), error.part)}: {error}") from error


def _is_key(error: ValidationError) -> bool:
    """Whether a name of a table is wrong, and not what stands there."""
    return "propertyNames" in list(error.absolute_schema_path)[:-1]


def _in_words(error: ValidationError) -> str:
    """What is wrong with a setting, in words."""
    value: Any = error.instance
    wanted: Any = error.validator_value
    keyword = error.validator
    pattern = str(wanted) if keyword == "pattern" else ""
    if keyword == "type":
        return f"this is {type_name(value)} where {expected_type(wanted)} is needed"
    if keyword == "enum":
        return f"{quoted(value)} is none of {', '.join(map(str, wanted))}{did_you_mean(str(value), map(str, wanted))}"
    if pattern.startswith("^SCR"):
        return _no_code(value, pattern)
    examples = error.schema.get("examples") if isinstance(error.schema, dict) else None
    hint = f", for example {json.dumps(examples[0])}" if examples else ""
    match keyword:
        case "pattern" | "maxLength" | "minLength":
            return f"{quoted(value)} does not have the form that is needed here{hint}"
        case "minItems":
            return "the list is empty: name what belongs there, or leave the key out"
        case "uniqueItems":
            return "an entry stands twice in this list"
        case "required":
            missing = next((key for key in wanted if key not in value), "")
            return f'"{missing}" is missing'
        case "minimum" | "exclusiveMinimum":
            return f"{value} is too small: {'more than' if 'exc' in keyword else 'at least'} {wanted} is needed"
        case "maximum":
            return f"{value} is too large: at most {wanted} is allowed"
        case _:
            return f"{quoted(value)} is not allowed here{hint}"


def _no_code(value: str, pattern: str) -> str:
    """What is wrong with a word that does not have the form of a rule's code."""
    found = matching(value.upper())
    if not found:
        return unknown_rule(value)
    if re.search(pattern, value.upper()):
        return f"{quoted(value)} is no code: write {quoted(value.upper())}"
    return f'{quoted(value)} is only the beginning of a code: write whole codes here, such as "{found[0]}"'


def _where(document: Document, route: Route, part: Target) -> str:
    place = document.locate(route, part)
    return f"{document.path}:{place.line}:{place.column}"


def unknown_rule(code: str) -> str:
    """The message for a selector that names no rule."""
    if code.upper() == INTERNAL_ERROR[0]:
        what = "it is reported where a rule fails, and can neither be chosen nor left out"
        return f"there is no rule {quoted(code)}: {what}"
    if code.upper() in ONLINE:
        return f"{code.upper()} is a check that asks the network, which this version does not have"
    close = resembling(code)
    hint = f", did you mean {close}?" if close else ""
    return f"there is no rule {quoted(code)}{hint} (`screcords rules` lists them)"


def _is_milder(one: Severity, other: Severity) -> bool:
    order = list(Severity)
    return order.index(one) > order.index(other)


def _when_asked(severity: Severity, usual: Severity) -> Severity:
    """How much a rule weighs that runs although it is off: as usual, or as a warning where it is off by nature."""
    if severity is not Severity.OFF:
        return severity
    return Severity.WARNING if usual is Severity.OFF else usual


def selection(
    settings: Settings,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    *,
    advice: bool = False,
    base: bool = False,
) -> Selection:
    """Which rules to run, by the settings and the command line; the command line wins.

    `base` says that there is a revision to compare with, without which some rules cannot run.

    Raises:
        SettingsError: a selector names no rule.
    """
    rules = all_rules()
    for selector in (*select, *ignore):
        if not matching(selector):
            raise SettingsError(unknown_rule(selector))
    wanted = {code for selector in select or settings.select for code in matching(selector)} or set(rules)
    unwanted = {code for selector in (*settings.ignore, *ignore) for code in matching(selector)}
    asked = {code for selector in select for code in matching(selector)}
    followed = {code for policy in settings.policies for code in policy.rules}
    settled = frozenset(code for code, own in settings.severity.items() if Severity(own) is not Severity.OFF)
    chosen: dict[str, Rule] = {}
    severities: dict[str, tuple[Severity, Severity]] = {}
    left_out: dict[str, str] = {}
    for code, rule in rules.items():
        own = settings.severity.get(code)
        severity, seed = (Severity(own),) * 2 if own else (rule.severity, rule.seed_severity)
        if code in unwanted and (code not in asked or code in {c for s in ignore for c in matching(s)}):
            left_out[code] = "ignored"
        elif code not in wanted:
            left_out[code] = "not selected"
        elif rule.family == "policy" and code not in followed:
            left_out[code] = "no policy"
        elif rule.subjects == ("Change",) and not base:
            left_out[code] = "needs --base"
        elif severity is Severity.OFF and code not in select:
            left_out[code] = "off"
        else:
            chosen[code] = rule
            severities[code] = _when_asked(severity, rule.severity), _when_asked(seed, rule.seed_severity)
    shown = frozenset(rules if advice else asked)
    return Selection(chosen, severities, left_out, shown, Policies(settings.policies), settings.active_within, settled)
