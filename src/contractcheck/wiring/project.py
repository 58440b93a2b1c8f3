"""A tree with its configuration and contracts, loaded and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.schemas import read_schemas
from contractcheck.engine.compile import compile_contracts
from contractcheck.engine.documents import Tree, find_documents
from contractcheck.kinds import configuration as configuration_kind
from contractcheck.load.attestations import load_attestations
from contractcheck.load.configuration import load_configuration
from contractcheck.load.contracts import load_contracts
from contractcheck.load.references import check_references, with_peers
from contractcheck.load.validation import SchemaValidator, UnusableSchemaError
from contractcheck.model.attestations import Attestation
from contractcheck.model.configuration import Configuration, Lane
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.location import Location
from contractcheck.model.no_secrets import BUILT_IN
from contractcheck.model.path_pattern import match_any, match_text
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.model.secret_names import names_like_secrets
from contractcheck.model.secrets import find_secrets, mask
from contractcheck.ports import Files
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.readers import READERS


@dataclass(frozen=True, slots=True)
class Project:
    """A tree with its configuration and contracts, loaded and checked; templates are contract files too."""

    files: Files
    configuration: Configuration
    contracts: tuple[Contract, ...]
    contract_files: tuple[str, ...] = ()
    attestations: tuple[Attestation, ...] = ()

    @property
    def secrets(self) -> Contract:
        """The contract that is part of every run: no secret in what it reads, no snapshot changed."""
        folder = f"{self.configuration.snapshots}/"
        recorded = {path for path in self.files.paths() if path.startswith(folder)}
        held = {*self.contract_files, self.configuration.document, *self.tree.documents, *recorded}
        held |= {one.at.document for one in self.attestations}
        files = held - {""}
        snapshots = (path for path in recorded if path.endswith(".json"))
        return configuration_kind.built_in(sorted(files), sorted(snapshots))

    @property
    def secret_names(self) -> tuple[str, ...]:
        """The names that configuration and contracts declare as secrets."""
        apis = self.configuration.apis.values()
        names = {name for api in apis for name in api.secret_names}
        for one in self.contracts:
            if KINDS.get(one.kind) is configuration_kind:
                names |= set(
                    configuration_kind.declared_secrets(Field(one.data, "", one.data.value))
                )
        return tuple(sorted(names))

    @property
    def tree(self) -> Tree:
        """The documents of the tree."""
        return find_documents(self.files.paths(), self.configuration, READERS.keys())


def open_project(
    root: Path, config: str | None, api_urls: Mapping[str, str] | None = None
) -> Project:
    """Load the tree in a folder; raises ``InputError`` with every problem."""
    return load_project(TreeFiles(root), config, api_urls)


def load_project(
    files: Files, config: str | None = None, api_urls: Mapping[str, str] | None = None
) -> Project:
    """Load a tree; raises ``InputError`` with every problem of configuration and contracts."""
    try:
        return _load(files, config, api_urls)
    except InputError as error:
        raise InputError([_without_secrets(one, files) for one in error.problems]) from None


def _without_secrets(problem: Problem, files: Files) -> Problem:
    """Return a problem whose texts quote no secret of the file it is in."""
    try:
        places = (problem.location, *problem.location.written)
        read = [files.read(one.document).decode("utf-8", "replace") for one in places]
    except UnreadableError:
        return problem
    text = "\n".join(read)
    names = names_like_secrets(text)
    values = {one.value for one in find_secrets(text, names)}
    message, help_ = (mask(said, names, values) for said in (problem.message, problem.help))
    return replace(problem, message=message, help=help_)


def _load(files: Files, config: str | None, api_urls: Mapping[str, str] | None) -> Project:
    validator = SchemaValidator(read_schemas(), lambda kind: KINDS.plugin(kind).SCHEMA)
    configuration = _with_urls(load_configuration(files, validator, config), api_urls or {})
    found = [path for path in files.paths() if match_any(configuration.contracts, path)]
    try:
        contracts = load_contracts(
            files, found, validator, KINDS.keys(), default_owner=configuration.owner
        )
    except UnusableSchemaError as error:
        plugin = KINDS.plugin(error.name).plugin
        plugin.refuse(f"its SCHEMA is no JSON Schema: {error.why}")
    named = {one.id: list(KINDS[one.kind].references(one)) for one in contracts}
    whole = tuple(with_peers(one, named[one.id], contracts) for one in contracts)
    problems = check_references(
        [reference for each in named.values() for reference in each],
        configuration,
        whole,
        lambda: compile_contracts(whole, KINDS),
    )
    problems += [_reserved(one) for one in contracts if one.id == BUILT_IN]
    if problems:
        raise InputError(problems)
    attested = [path for path in files.paths() if match_any(configuration.attestations, path)]
    ids = {contract.id for contract in contracts}
    attestations = load_attestations(files, attested, validator, ids)
    return Project(files, configuration, whole, tuple(found), attestations)


def _reserved(contract: Contract) -> Problem:
    message = f"the id `{BUILT_IN}` is that of the contract that is part of every run"
    return Problem(contract.at, message, "give this contract another id")


def _with_urls(configuration: Configuration, urls: Mapping[str, str]) -> Configuration:
    """Return the configuration with the URLs of some APIs replaced from outside the tree."""
    apis = dict(configuration.apis)
    for name, url in urls.items():
        if name not in apis:
            message = f"--api names `{name}`, which the configuration does not declare"
            known = ", ".join(sorted(apis)) or "none"
            raise InputError([Problem(Location("command line"), message, f"declared: {known}")])
        apis[name] = replace(apis[name], url=url)
    return replace(configuration, apis=apis)


def choose(project: Project, patterns: Collection[str]) -> tuple[Contract, ...]:
    """Return the contracts whose id matches any of the globs; all without globs."""
    if not patterns:
        return project.contracts
    chosen = tuple(c for c in project.contracts if any(match_text(p, c.id) for p in patterns))
    if not chosen:
        ids = ", ".join(c.id for c in project.contracts) or "none"
        message = f"no contract matches {', '.join(patterns)}"
        raise InputError([Problem(Location("command line"), message, f"there are: {ids}")])
    return chosen


def lane_named(project: Project, name: str | None) -> Lane:
    """Return a lane of the configuration; the plain one without a name."""
    if name is None:
        return Lane("")
    lanes = project.configuration.lanes
    if name not in lanes:
        known = ", ".join(lanes) or "none"
        message = f"no lane `{name}`"
        raise InputError([Problem(Location("command line"), message, f"declared lanes: {known}")])
    return lanes[name]
