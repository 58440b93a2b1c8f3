"""What answers which argument and which need, and how a run is put together from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from contractcheck.adapters.clock import utc_today
from contractcheck.adapters.environment import DeclaredEnvironment, secrets_of_proxies
from contractcheck.engine.collect import Collector
from contractcheck.engine.registry import Judge, Registries, Selector
from contractcheck.model import api_examples, api_fields
from contractcheck.model import arguments as argument
from contractcheck.model import attestations as attested
from contractcheck.model import attributes as described
from contractcheck.model import claims as said
from contractcheck.model import conditions as condition
from contractcheck.model import data_blocks as block
from contractcheck.model import kept_snapshots as kept
from contractcheck.model import labels as label_words
from contractcheck.model import needs as need
from contractcheck.model import operation_facts as operation
from contractcheck.model import parties as party_words
from contractcheck.model import passages as passage
from contractcheck.model import records as record_words
from contractcheck.model import revisions as revision
from contractcheck.model import samples as sample_words
from contractcheck.model import sequences as sequence_words
from contractcheck.model import settings as setting
from contractcheck.model import smokes as smoke
from contractcheck.model import source_code as source
from contractcheck.model import source_patterns as pattern
from contractcheck.model import surface as surface_words
from contractcheck.model import tested_subjects as tested
from contractcheck.model import transitions as transition_words
from contractcheck.model import values as value_words
from contractcheck.model.addresses import NoInsideUrl, UrlsApart
from contractcheck.model.api_lists import ApiLists
from contractcheck.model.boards import BoardNeed, GatesListed
from contractcheck.model.clause import Argument, Need
from contractcheck.model.contract import Contract
from contractcheck.model.declared_paths import PathsDeclared
from contractcheck.model.evidence import Evidence, Gap
from contractcheck.model.evidence_grammar import EvidenceHolds
from contractcheck.model.gates import GateDeclared
from contractcheck.model.no_secrets import NoSecrets, SecretsNeed
from contractcheck.model.outcomes import OutcomesClosed
from contractcheck.model.outlines import OutlineNeed, SectionsAre
from contractcheck.model.probes import AnswerIs, ProbeNeed
from contractcheck.model.reconciliation import ReconciliationShown, RowsNeed
from contractcheck.model.registry_holds import RegistryHolds
from contractcheck.model.secret_spellings import spellings
from contractcheck.model.statements import StatementSaid
from contractcheck.model.units import UnitsNeed
from contractcheck.model.verdict_evidence import AllPassed
from contractcheck.ports import Http
from contractcheck.sources.watch import SHORTEST, Watch, WatchedFiles, WatchedHttp
from contractcheck.sources.world import Diary, Record, World
from contractcheck.wiring.kinds import BUILT_IN, KINDS
from contractcheck.wiring.late import Late
from contractcheck.wiring.project import Project
from contractcheck.wiring.readers import READERS

REGISTRIES = Registries(
    kinds=KINDS,
    relations={
        argument.BucketsAre: Late("relations.buckets", "judge"),
        argument.StatementStands: Late("relations.buckets", "judge"),
        argument.MembersAre: Late("relations.members", "judge"),
        argument.Counted: Late("relations.counts", "judge"),
        argument.Enumerated: Late("relations.enumerations", "judge"),
        argument.NotCurrent: Late("relations.mentions", "judge"),
        argument.NotYet: Late("relations.mentions", "judge"),
        argument.Spelled: Late("relations.mentions", "judge"),
        condition.OnlyWhen: Late("relations.conditions", "judge"),
        said.NeverClaimed: Late("relations.claims", "judge"),
        said.ClaimedOnlyWith: Late("relations.claims", "judge_qualified"),
        said.AuthorityIs: Late("relations.claims", "judge_sources"),
        said.BoundTo: Late("relations.claims", "judge_bindings"),
        StatementSaid: Late("relations.statements", "judge"),
        argument.JobProves: Late("relations.proofs", "judge_jobs"),
        argument.PathStands: Late("relations.proofs", "judge_paths"),
        argument.OperationsExist: Late("relations.operations", "judge"),
        api_examples.ExamplesFit: Late("relations.api_examples", "judge"),
        api_fields.FieldsAre: Late("relations.api_fields", "judge"),
        surface_words.OperationThere: Late("relations.surface", "judge"),
        surface_words.NothingElse: Late("relations.surface", "judge"),
        surface_words.OperationLacking: Late("relations.surface", "judge_lacking"),
        surface_words.OnlyOpen: Late("relations.surface", "judge_open"),
        surface_words.OnlyMutations: Late("relations.surface", "judge_mutations"),
        surface_words.OwnRequestSchemas: Late("relations.surface", "judge_schemas"),
        surface_words.OperationsShown: Late("relations.surface", "judge_shown"),
        operation.AuthIs: Late("relations.operation_facts", "judge"),
        operation.ParameterIs: Late("relations.operation_facts", "judge"),
        operation.NoOtherParameter: Late("relations.operation_facts", "judge"),
        operation.RequestHas: Late("relations.operation_facts", "judge"),
        operation.NoOtherField: Late("relations.operation_facts", "judge"),
        operation.ValueIs: Late("relations.operation_facts", "judge"),
        operation.Renamed: Late("relations.operation_facts", "judge"),
        operation.SetByServer: Late("relations.operation_facts", "judge"),
        operation.BodyIs: Late("relations.operation_facts", "judge"),
        operation.Answered: Late("relations.operation_facts", "judge"),
        operation.AnswerShows: Late("relations.operation_facts", "judge"),
        SectionsAre: Late("relations.outlines", "judge"),
        block.BlocksConform: Late("relations.data_blocks", "judge"),
        block.BlockNeeds: Late("relations.block_signs", "judge"),
        PathsDeclared: Late("relations.declared_paths", "judge"),
        smoke.SmokeHolds: Late("relations.smokes", "judge"),
        revision.ContainsCommit: Late("relations.revisions", "judge"),
        attested.ConfirmedBy: Late("relations.attestations", "judge"),
        passage.TextIsOneOf: Late("relations.choices", "judge"),
        passage.EvidenceListed: Late("relations.checklists", "judge"),
        passage.EvidenceClosed: Late("relations.checklists", "judge"),
        passage.QuestionKept: Late("relations.questions", "judge"),
        passage.QuestionsOwned: Late("relations.questions", "judge"),
        passage.YieldsToLater: Late("relations.dated_statements", "judge"),
        passage.ValuesAgree: Late("relations.agreement", "judge"),
        passage.NamesListed: Late("relations.named", "judge"),
        party_words.PartyHas: Late("relations.parties", "judge"),
        party_words.NoOtherOwner: Late("relations.parties", "judge_claims"),
        sequence_words.StepsAre: Late("relations.sequences", "judge"),
        label_words.LabelStands: Late("relations.labels", "judge"),
        label_words.PairsHold: Late("relations.labels", "judge_pairs"),
        record_words.RecordsAre: Late("relations.records", "judge"),
        value_words.ValueIs: Late("relations.values", "judge"),
        value_words.PhraseHolds: Late("relations.values", "judge"),
        described.AttributesAre: Late("relations.attributes", "judge"),
        UrlsApart: Late("relations.addresses", "judge"),
        NoInsideUrl: Late("relations.addresses", "judge_public"),
        pattern.StandsOnlyIn: Late("relations.source_patterns", "judge"),
        pattern.StandsIn: Late("relations.source_patterns", "judge"),
        tested.SubjectTested: Late("relations.tested_subjects", "judge"),
        transition_words.LifecycleHolds: Late("relations.transitions", "judge"),
        transition_words.TransitionsShown: Late("relations.transitions", "judge"),
        ReconciliationShown: Late("relations.reconciliation", "judge"),
        OutcomesClosed: Late("relations.outcomes", "judge"),
        sample_words.SamplesFlat: Late("relations.samples", "judge"),
        sample_words.SamplesNumeric: Late("relations.samples", "judge"),
        sample_words.SamplesRegistered: Late("relations.samples", "judge"),
        sample_words.SamplesHold: Late("relations.samples", "judge"),
        sample_words.SamplesFree: Late("relations.samples", "judge"),
        sample_words.FieldsShown: Late("relations.samples", "judge"),
        setting.SettingDocumented: Late("relations.settings", "judge_documented"),
        setting.SettingProvided: Late("relations.settings", "judge_provided"),
        setting.SecretsDeclared: Late("relations.secrets", "judge_declared"),
        NoSecrets: Late("relations.secrets", "judge_none"),
        kept.SnapshotsKept: Late("relations.kept_snapshots", "judge"),
        EvidenceHolds: Late("relations.evidence", "judge"),
        GatesListed: Late("relations.boards", "judge"),
        GateDeclared: Late("relations.gates", "judge"),
        AllPassed: Late("relations.evidence", "judge_passed"),
        ApiLists: Late("relations.api_lists", "judge"),
        RegistryHolds: Late("relations.registry_holds", "judge"),
        AnswerIs: Late("relations.probes", "judge"),
    },
    selectors={
        described.AttributesNeed: Selector(Late("selectors.attributes", "select")),
        need.BucketsNeed: Selector(Late("selectors.buckets", "select")),
        need.MembersNeed: Selector(Late("selectors.members", "select")),
        need.MentionsNeed: Selector(
            Late("selectors.mentions", "select"), Late("selectors.mentions", "touches")
        ),
        need.OperationsNeed: Selector(Late("selectors.operations", "select")),
        api_examples.ExamplesNeed: Selector(Late("selectors.api_examples", "select")),
        api_fields.FieldsNeed: Selector(Late("selectors.api_fields", "select")),
        need.SentencesNeed: Selector(Late("selectors.sentences", "select")),
        BoardNeed: Selector(Late("selectors.boards", "select")),
        OutlineNeed: Selector(Late("selectors.outlines", "select")),
        block.BlocksNeed: Selector(Late("selectors.data_blocks", "select")),
        passage.PassagesNeed: Selector(Late("selectors.passages", "select")),
        UnitsNeed: Selector(Late("selectors.units", "select")),
        sequence_words.StepsNeed: Selector(Late("selectors.sequences", "select")),
        record_words.RecordsNeed: Selector(Late("selectors.records", "select")),
        condition.UsesNeed: Selector(Late("selectors.uses", "select")),
        said.SaidNeed: Selector(Late("selectors.said", "select")),
        transition_words.TransitionsNeed: Selector(Late("selectors.transitions", "select")),
        sample_words.SamplesNeed: Selector(Late("selectors.samples", "select")),
        RowsNeed: Selector(Late("selectors.rows", "select")),
        setting.NamesNeed: Selector(Late("selectors.settings", "select")),
    },
    readers=READERS,
)

SOURCES: Mapping[type[Need], Callable[..., Evidence | Gap]] = {
    need.ApiNeed: Late("sources.openapi", "collect"),
    smoke.SmokeNeed: Late("sources.smokes", "collect"),
    revision.RevisionNeed: Late("sources.revisions", "collect"),
    attested.AttestationNeed: Late("sources.attestations", "collect"),
    need.RegistryNeed: Late("sources.registry", "collect"),
    need.DataNeed: Late("sources.data_file", "collect"),
    ProbeNeed: Late("sources.probes", "collect"),
    described.AttributesFileNeed: Late("sources.attributes", "collect"),
    described.AttributesRegistryNeed: Late("sources.attributes", "collect_live"),
    record_words.RecordsFileNeed: Late("sources.records", "collect"),
    record_words.RecordsRegistryNeed: Late("sources.records", "collect_live"),
    need.PathsNeed: Late("sources.paths", "collect"),
    need.WorkflowNeed: Late("sources.workflow", "collect"),
    block.SchemaFileNeed: Late("sources.schema_file", "collect"),
    setting.SettingsNeed: Late("sources.settings", "collect"),
    SecretsNeed: Late("sources.secrets", "collect"),
    kept.KeptSnapshotsNeed: Late("sources.kept_snapshots", "collect"),
    source.SourceNeed: Late("sources.source_view", "collect"),
    source.WorkflowMembersNeed: Late("sources.workflow", "collect_members"),
    pattern.PatternNeed: Late("sources.source_patterns", "collect"),
    tested.TestsNeed: Late("sources.source_patterns", "collect_tests"),
    sample_words.SampleFilesNeed: Late("sources.sample_files", "collect"),
    transition_words.TransitionsFileNeed: Late("sources.transition_files", "collect"),
}


_HISTORY = Late("adapters.git", "GitRevisions")


def registries_for(contracts: Iterable[Contract]) -> Registries:
    """Return the registries with the relations that the kinds of these contracts bring."""
    brought: dict[type[Argument], Judge] = {}
    for name in {contract.kind for contract in contracts} - {*BUILT_IN}:
        brought |= KINDS.plugin(name).judges()
    return replace(REGISTRIES, relations={**REGISTRIES.relations, **brought})


def make_watch(project: Project) -> Watch:
    """Return what looks for secrets in all that a run reads, and hides them in all that it shows."""
    names = project.secret_names
    environment = DeclaredEnvironment(names)
    values = [*(environment.get(name) or "" for name in names), *secrets_of_proxies()]
    spelled = (one for value in values if len(value) >= SHORTEST for one in spellings(value))
    return Watch(names, tuple(one for one in spelled if len(one) >= SHORTEST))


def make_collector(  # noqa: PLR0913 - what a run may see of the world
    project: Project,
    http: Http,
    live: Collection[str],
    watch: Watch | None = None,
    today: date | None = None,
    *,
    max_snapshot_age: int | None = None,
    diary: Diary | None = None,
    record: Record | None = None,
    root: Path | None = None,
    writes: Collection[str] = (),
) -> Collector:
    """Return the collector of a run; ``live`` names the APIs that may be asked, ``watch`` sees all.

    ``today`` is the machine's UTC day unless told. ``diary`` has what the run rests on, ``record`` gets
    every answer of an API that is asked. The history is that of ``root``, and ``writes`` are the hosts
    that may be written to.
    """
    apis = project.configuration.apis.values()
    names = [name for api in apis for name in api.variables]
    watch = watch or make_watch(project)
    files = WatchedFiles(project.files, watch)
    world = World(
        files,
        WatchedHttp(http, watch),
        DeclaredEnvironment(names),
        project.configuration,
        today or utc_today(),
        frozenset(live),
        watch,
        attestations=project.attestations,
        max_snapshot_age=max_snapshot_age,
        diary=diary or Diary(),
        record=record,
        revisions=partial(_HISTORY, root, project.files) if root else None,
        writes=frozenset(writes),
    )

    def ask(wanted: Need) -> Evidence | Gap:
        own = replace(world, days=[])
        brought = SOURCES[type(wanted)](wanted, own)
        if isinstance(brought, Gap) or brought.observed or not own.days:
            return brought
        return replace(brought, observed=min(own.days))

    return Collector(files, project.configuration, REGISTRIES, ask)
