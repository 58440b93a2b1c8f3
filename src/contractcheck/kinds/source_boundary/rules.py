"""What can be wrong with a contract of the kind ``source-boundary``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, place_gone

KIND = "source-boundary"

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    Rule(
        f"{KIND}/stands-outside",
        Severity.ERROR,
        "Source code outside the allowed files does what only those may do.",
        "What one place owns, such as the status of a record, is only right while nobody writes it around that place.",
        "Call the owner instead; where the use is approved, add the file to `except`, or its form to `except_pattern`.",
        "contract   status: {pattern: '->status\\s*=[^=>]', only_in: app/RunService.php}\n"
        "app/Http/RunController.php   $run->status = 'done';",
    ),
    Rule(
        f"{KIND}/stands-where-forbidden",
        Severity.ERROR,
        "Source code does what must never be done in its place.",
        "Code in a view, a model or a public package is held to rules that its callers rely on, "
        "such as calling nobody over the network.",
        "Move it to where it belongs: a job, a service.",
        "contract   no-remote-in-views: {pattern: 'Http::', never_in: resources/views/**}\n"
        "resources/views/runs.blade.php   {{ Http::get($url) }}",
    ),
    Rule(
        f"{KIND}/required-missing",
        Severity.ERROR,
        "A source file does not hold what it must.",
        "A guard that was deleted leaves code that works and is no longer safe.",
        "Put it back; where it moved, name the file in `required_in`.",
        "contract   opt-in: {pattern: wants_mail, required_in: app/Notifications/*.php}\n"
        "app/Notifications/Done.php   return ['mail'];",
    ),
    Rule(
        f"{KIND}/subject-untested",
        Severity.ERROR,
        "No test is named for a subject that must have one.",
        "What is not tested is only believed.",
        "Write the test, or say under `subjects` what it is called.",
        "contract   tests: {in: tests/**, subjects: [authorization]}\n"
        "tests/RunTest.php   it('starts a run', ...)",
    ),
    Rule(
        f"{KIND}/subject-skipped",
        Severity.ERROR,
        "The only tests of a subject do not run.",
        "A skipped test is green whatever the code does.",
        "Let the test run again.",
        "contract   tests: {in: tests/**, subjects: [authorization]}\n"
        "tests/RunTest.php   it('refuses without authorization', ...)->skip();",
    ),
)
