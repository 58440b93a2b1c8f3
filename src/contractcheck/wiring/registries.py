"""What answers which argument and which need, and how a run is put together from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from contractcheck.adapters.environment import DeclaredEnvironment
from contractcheck.engine.collect import Collector
from contractcheck.engine.registry import Judge, Registries, Selector
from contractcheck.model import arguments as argument
from contractcheck.model import claims as said
from contractcheck.model import conditions as condition
from contractcheck.model import data_blocks as block
from contractcheck.model import labels as label_words
from contractcheck.model import needs as need
from contractcheck.model import parties as party_words
from contractcheck.model import passages as passage
from contractcheck.model import records as record_words
from contractcheck.model import samples as sample_words
from contractcheck.model import sequences as sequence_words
from contractcheck.model import settings as setting
from contractcheck.model import source_code as source
from contractcheck.model import source_patterns as pattern
from contractcheck.model import tested_subjects as tested
from contractcheck.model import transitions as transition_words
from contractcheck.model import values as value_words
from contractcheck.model.addresses import NoInsideUrl, UrlsApart
from contractcheck.model.clause import Argument, Need
from contractcheck.model.contract import Contract
from contractcheck.model.declared_paths import PathsDeclared
from contractcheck.model.evidence import Evidence, Gap
from contractcheck.model.no_secrets import NoSecrets, SecretsNeed
from contractcheck.model.outcomes import OutcomesClosed
from contractcheck.model.outlines import OutlineNeed, SectionsAre
from contractcheck.model.reconciliation import ReconciliationShown, RowsNeed
from contractcheck.model.statements import StatementSaid
from contractcheck.model.units import UnitsNeed
from contractcheck.ports import Http
from contractcheck.relations import (
    addresses,
    agreement,
    block_signs,
    buckets,
    checklists,
    choices,
    claims,
    conditions,
    counts,
    data_blocks,
    dated_statements,
    declared_paths,
    enumerations,
    labels,
    members,
    mentions,
    named,
    operations,
    outcomes,
    outlines,
    parties,
    proofs,
    questions,
    reconciliation,
    records,
    samples,
    secrets,
    sequences,
    settings,
    source_patterns,
    statements,
    tested_subjects,
    transitions,
    values,
)
from contractcheck.selectors import buckets as bucket_selector
from contractcheck.selectors import data_blocks as block_selector
from contractcheck.selectors import members as member_selector
from contractcheck.selectors import mentions as mention_selector
from contractcheck.selectors import operations as operation_selector
from contractcheck.selectors import outlines as outline_selector
from contractcheck.selectors import passages as passage_selector
from contractcheck.selectors import records as record_selector
from contractcheck.selectors import rows as row_selector
from contractcheck.selectors import said as said_selector
from contractcheck.selectors import samples as sample_selector
from contractcheck.selectors import sentences as sentence_selector
from contractcheck.selectors import sequences as sequence_selector
from contractcheck.selectors import settings as setting_selector
from contractcheck.selectors import transitions as transition_selector
from contractcheck.selectors import units as unit_selector
from contractcheck.selectors import uses as use_selector
from contractcheck.sources import (
    data_file,
    openapi,
    paths,
    registry,
    sample_files,
    schema_file,
    source_view,
    transition_files,
    workflow,
)
from contractcheck.sources import secrets as secrets_source
from contractcheck.sources import (
    settings as settings_source,
)
from contractcheck.sources import source_patterns as pattern_source
from contractcheck.sources.watch import Watch, WatchedFiles, WatchedHttp
from contractcheck.sources.world import World
from contractcheck.wiring.kinds import BUILT_IN, KINDS
from contractcheck.wiring.project import Project
from contractcheck.wiring.readers import READERS

REGISTRIES = Registries(
    kinds=KINDS,
    relations={
        argument.BucketsAre: buckets.judge,
        argument.StatementStands: buckets.judge,
        argument.MembersAre: members.judge,
        argument.Counted: counts.judge,
        argument.Enumerated: enumerations.judge,
        argument.NotCurrent: mentions.judge,
        argument.NotYet: mentions.judge,
        argument.Spelled: mentions.judge,
        condition.OnlyWhen: conditions.judge,
        said.NeverClaimed: claims.judge,
        said.ClaimedOnlyWith: claims.judge_qualified,
        said.AuthorityIs: claims.judge_sources,
        said.BoundTo: claims.judge_bindings,
        StatementSaid: statements.judge,
        argument.JobProves: proofs.judge_jobs,
        argument.PathStands: proofs.judge_paths,
        argument.OperationsExist: operations.judge,
        SectionsAre: outlines.judge,
        block.BlocksConform: data_blocks.judge,
        block.BlockNeeds: block_signs.judge,
        PathsDeclared: declared_paths.judge,
        passage.TextIsOneOf: choices.judge,
        passage.EvidenceListed: checklists.judge,
        passage.EvidenceClosed: checklists.judge,
        passage.QuestionKept: questions.judge,
        passage.QuestionsOwned: questions.judge,
        passage.YieldsToLater: dated_statements.judge,
        passage.ValuesAgree: agreement.judge,
        passage.NamesListed: named.judge,
        party_words.PartyHas: parties.judge,
        party_words.NoOtherOwner: parties.judge_claims,
        sequence_words.StepsAre: sequences.judge,
        label_words.LabelStands: labels.judge,
        label_words.PairsHold: labels.judge_pairs,
        record_words.RecordsAre: records.judge,
        value_words.ValueIs: values.judge,
        value_words.PhraseHolds: values.judge,
        UrlsApart: addresses.judge,
        NoInsideUrl: addresses.judge_public,
        pattern.StandsOnlyIn: source_patterns.judge,
        pattern.StandsIn: source_patterns.judge,
        tested.SubjectTested: tested_subjects.judge,
        transition_words.LifecycleHolds: transitions.judge,
        transition_words.TransitionsShown: transitions.judge,
        ReconciliationShown: reconciliation.judge,
        OutcomesClosed: outcomes.judge,
        sample_words.SamplesFlat: samples.judge,
        sample_words.SamplesNumeric: samples.judge,
        sample_words.SamplesRegistered: samples.judge,
        sample_words.SamplesHold: samples.judge,
        sample_words.SamplesFree: samples.judge,
        sample_words.FieldsShown: samples.judge,
        setting.SettingDocumented: settings.judge_documented,
        setting.SettingProvided: settings.judge_provided,
        setting.SecretsDeclared: secrets.judge_declared,
        NoSecrets: secrets.judge_none,
    },
    selectors={
        need.BucketsNeed: Selector(bucket_selector.select),
        need.MembersNeed: Selector(member_selector.select),
        need.MentionsNeed: Selector(mention_selector.select, mention_selector.touches),
        need.OperationsNeed: Selector(operation_selector.select),
        need.SentencesNeed: Selector(sentence_selector.select),
        OutlineNeed: Selector(outline_selector.select),
        block.BlocksNeed: Selector(block_selector.select),
        passage.PassagesNeed: Selector(passage_selector.select),
        UnitsNeed: Selector(unit_selector.select),
        sequence_words.StepsNeed: Selector(sequence_selector.select),
        record_words.RecordsNeed: Selector(record_selector.select),
        condition.UsesNeed: Selector(use_selector.select),
        said.SaidNeed: Selector(said_selector.select),
        transition_words.TransitionsNeed: Selector(transition_selector.select),
        sample_words.SamplesNeed: Selector(sample_selector.select),
        RowsNeed: Selector(row_selector.select),
        setting.NamesNeed: Selector(setting_selector.select),
    },
    readers=READERS,
)

SOURCES: Mapping[type[Need], Callable[..., Evidence | Gap]] = {
    need.ApiNeed: openapi.collect,
    need.RegistryNeed: registry.collect,
    need.DataNeed: data_file.collect,
    need.PathsNeed: paths.collect,
    need.WorkflowNeed: workflow.collect,
    block.SchemaFileNeed: schema_file.collect,
    setting.SettingsNeed: settings_source.collect,
    SecretsNeed: secrets_source.collect,
    source.SourceNeed: source_view.collect,
    source.WorkflowMembersNeed: workflow.collect_members,
    pattern.PatternNeed: pattern_source.collect,
    tested.TestsNeed: pattern_source.collect_tests,
    sample_words.SampleFilesNeed: sample_files.collect,
    transition_words.TransitionsFileNeed: transition_files.collect,
}


def registries_for(contracts: Iterable[Contract]) -> Registries:
    """Return the registries with the relations that the kinds of these contracts bring."""
    brought: dict[type[Argument], Judge] = {}
    for name in {contract.kind for contract in contracts} - BUILT_IN.keys():
        brought |= KINDS.plugin(name).judges()
    return replace(REGISTRIES, relations={**REGISTRIES.relations, **brought})


_SHORTEST = 6
"""Shorter values of the environment are words, and to hide them would hide other words."""


def make_watch(project: Project) -> Watch:
    """Return what looks for secrets in all that a run reads, and hides them in all that it shows."""
    names = project.secret_names
    environment = DeclaredEnvironment(names)
    values = (environment.get(name) or "" for name in names)
    return Watch(names, tuple(value for value in values if len(value) >= _SHORTEST))


def make_collector(
    project: Project, http: Http, live: Collection[str], watch: Watch | None = None
) -> Collector:
    """Return the collector of a run; ``live`` names the APIs that may be asked, ``watch`` sees all."""
    apis = project.configuration.apis.values()
    names = [name for api in apis for name in api.identities.values()]
    watch = watch or make_watch(project)
    files = WatchedFiles(project.files, watch)
    world = World(
        files,
        WatchedHttp(http, watch),
        DeclaredEnvironment(names),
        project.configuration,
        frozenset(live),
        watch,
    )

    def ask(wanted: Need) -> Evidence | Gap:
        return SOURCES[type(wanted)](wanted, world)

    return Collector(files, project.configuration, REGISTRIES, ask)
