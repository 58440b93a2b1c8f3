"""A kind of another package: checked when it is loaded, and guarded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from contractcheck.model.case import Case
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.finding import Finding, Rule
from contractcheck.model.verdict import Verdict
from contractcheck.wiring.plugins import Plugin

_Answers = Iterable[Verdict | Finding]
_CALLED = ("compile", "lint", "references")


@dataclass(frozen=True, slots=True)
class PluginKind:
    """A ``Kind`` with its schema, and the relations it brings for arguments of its own."""

    plugin: Plugin
    module: Any
    RULES: tuple[Rule, ...]
    SCHEMA: dict[str, Any]
    relations: Mapping[type[Argument], Callable[[Sequence[Case]], _Answers]]

    def compile(self, contract: Contract) -> tuple[Clause, ...]:
        """Return the clauses of a contract."""
        return self._all("compile", Clause, contract)

    def lint(self, contract: Contract, peers: Sequence[Contract]) -> tuple[Finding, ...]:
        """Return what contradicts itself in a contract."""
        found = self._all("lint", Finding, contract, peers)
        self._declared(found)
        return found

    def references(self, contract: Contract) -> tuple[Reference, ...]:
        """Return the names in a contract that must resolve."""
        return self._all("references", Reference, contract)

    def judges(self) -> dict[type[Argument], Callable[[Sequence[Case]], _Answers]]:
        """Return its relations, guarded."""
        return {
            argument: partial(self._judged, judge) for argument, judge in self.relations.items()
        }

    def _judged(
        self, judge: Callable[[Sequence[Case]], _Answers], cases: Sequence[Case]
    ) -> tuple[Verdict | Finding, ...]:
        answers = self.plugin.guard("judge", lambda: tuple(judge(cases)))
        if not all(isinstance(one, Verdict | Finding) for one in answers):
            self.plugin.refuse("answers with something else than verdicts and findings")
        self._declared([one for one in answers if isinstance(one, Finding)])
        judged = {one.clause for one in answers if isinstance(one, Verdict)}
        for case in cases:
            if case.clause.id not in judged:
                self.plugin.refuse(f"gives no verdict on `{case.clause.id}`")
        return answers

    def _all(self, name: str, expected: type[Any], *arguments: object) -> tuple[Any, ...]:
        call = getattr(self.module, name)
        found = self.plugin.guard(f"{name} a contract", lambda: tuple(call(*arguments)))
        if not all(isinstance(one, expected) for one in found):
            self.plugin.refuse(f"`{name}` yields something else than {expected.__name__}")
        return found

    def _declared(self, findings: Sequence[Finding]) -> None:
        known = {rule.id for rule in self.RULES}
        for finding in findings:
            if finding.rule not in known:
                self.plugin.refuse(f"its RULES do not declare `{finding.rule}`")


def load_kind(name: str, plugin: Plugin) -> PluginKind:
    """Import a kind and check that it has what a kind needs."""
    module = plugin.load()
    for called in _CALLED:
        if not callable(getattr(module, called, None)):
            plugin.refuse(f"it has no function `{called}`")
    rules = getattr(module, "RULES", None)
    if not isinstance(rules, Sequence) or not all(isinstance(rule, Rule) for rule in rules):
        plugin.refuse("its RULES are no sequence of rules")
    for rule in rules:
        if not rule.id.startswith(f"{name}/"):
            plugin.refuse(f"the name of its rule `{rule.id}` does not begin with `{name}/`")
    schema = getattr(module, "SCHEMA", None)
    if not isinstance(schema, dict):
        plugin.refuse("its SCHEMA is no mapping")
    relations = getattr(module, "RELATIONS", {})
    if not isinstance(relations, Mapping) or not all(map(_is_argument, relations)):
        plugin.refuse("its RELATIONS are no mapping from types of `Argument` to functions")
    return PluginKind(plugin, module, tuple(rules), schema, relations)


def _is_argument(key: object) -> bool:
    """Say whether a key is an argument of the plug-in's own: a relation of ours is not replaced."""
    if not isinstance(key, type) or not issubclass(key, Argument):
        return False
    return not key.__module__.startswith("contractcheck.")
