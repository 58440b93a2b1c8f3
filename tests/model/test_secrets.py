"""What is a secret in a text, what only stands for one, and that a mask leaves nothing of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.secrets import cover, find_secrets, mask

KEY = "OPS_HUB_KEY"
BODY = "q7Zt1b9Kd3" * 6
HEX = "0a1b2c3d" * 8
TOKENS = {
    "ghp_" + BODY[:36]: "a GitHub token",
    "github_pat_" + BODY[:22] + "_" + BODY[:40]: "a GitHub token",
    "glpat-" + BODY[:20]: "a GitLab token",
    "AKIA" + "J2K3L4M5N6P7Q8R9": "an AWS access key",
    "xoxb-" + "830521947612-" + BODY[:24]: "a Slack token",
    "sk_live_" + BODY[:24]: "a Stripe key",
    "sk-ant-" + "api03-" + BODY[:40]: "an API key",
    "sk-proj-" + BODY[:40]: "an API key",
    "sk-" + BODY[:48]: "an API key",
    "AIza" + BODY[:35]: "a Google key",
    "npm_" + BODY[:36]: "an npm token",
    "pypi-" + BODY[:60]: "a PyPI token",
    "hf_" + BODY[:34]: "a Hugging Face token",
    "dop_v1_" + HEX: "a DigitalOcean token",
    "eyJ" + BODY[:20] + ".eyJ" + BODY[:30] + "." + BODY[:43]: "a JSON web token",
}
PEM = f"-----BEGIN RSA PRIVATE KEY-----\n{BODY}\n{BODY}\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(("token", "what"), TOKENS.items(), ids=lambda text: text[:8])
def test_tokens_of_known_form(token: str, what: str) -> None:
    """A token is found wherever it stands, in full, and nothing of it but its prefix is shown."""
    for before, after in (("", ""), ("token: ", "\n"), ('{"key": "', '"}'), ("| `", "` |")):
        (secret,) = find_secrets(before + token + after)
        assert (secret.start, secret.end) == (len(before), len(before + token))
        assert secret.what == what
        assert token[12:] not in mask(before + token + after)


@pytest.mark.parametrize("text", [PEM, PEM.replace("\n", "\\n"), PEM.replace("\n", "\n    ")])
def test_a_private_key_is_hidden_to_its_end(text: str) -> None:
    """The lines of a key are one secret, whether real or written as escapes."""
    assert [one.what for one in find_secrets(f"key: |\n    {text}\nnext: 1")] == ["a private key"]
    assert BODY[:10] not in mask(text) + cover(text)


ASSIGNED = [
    f"{KEY}=abc",
    f"{KEY}: abc",
    f"{KEY} = abc",
    f"export {KEY}='abc'",
    f'{KEY}="abc" run',
    f'{{"{KEY}": "abc"}}',
    f'{{"{KEY}":"abc"}}',
    f"environment: {{{KEY}: abc}}",
    f"- {KEY}=abc",
    f"- name: {KEY}\n  value: abc",
    f'{{"name": "{KEY}", "value": "abc"}}',
    f"{KEY}: |\n  abc",
    f"- `{KEY}`: `abc`",
    f"run `{KEY}=abc make`",
    f"write `{KEY}: abc`",
    f"{KEY}: ${{{KEY}:-abc}}",
    f"| {KEY} | abc1 |",
    f"| `{KEY}` | required | `abc` |",
    f'os.environ["{KEY}"] = "abc"',
    f'setenv("{KEY}", "abc")',
    f"'{KEY}' => 'abc',",
    f"ENV {KEY} abc",
    f"<{KEY}>abc</{KEY}>",
]


@pytest.mark.parametrize("text", ASSIGNED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_value_of_a_declared_name(text: str, ending: str) -> None:
    """Whatever the notation, what is assigned to a declared name is its value."""
    text = text.replace("\n", ending) + ending
    (secret,) = find_secrets(text, [KEY])
    assert text[secret.start : secret.end].startswith("abc")
    assert secret.name == KEY
    assert "abc" not in mask(text, [KEY])
    assert find_secrets(text) == ()


NO_VALUES = [
    "",
    "$OPS_HUB_KEY",
    "${OPS_HUB_KEY:-}",
    "${{ secrets.OPS_HUB_KEY }}",
    "{{ .Values.key }}",
    "<your key>",
    "...",
    "…",
    "xxxx",
    "********",
    "aaaaaaaa",
    "changeme",
    "your-key-here",
    "REDACTED",
    "op://vault/item/field",
    "/run/secrets/ops-hub",
]


@pytest.mark.parametrize("value", NO_VALUES)
def test_what_stands_for_a_value(value: str) -> None:
    """References, placeholders and nothing at all are no values, quoted or not."""
    for text in (
        f"{KEY}={value}",
        f"{KEY}: {value}\n",
        f'{KEY}: "{value}"',
        f"| {KEY} | `{value}` |",
    ):
        assert find_secrets(text, [KEY]) == (), text


@pytest.mark.parametrize(
    "text",
    [
        f"- `{KEY}`: operators provide it",
        f"- `{KEY}`: operators",
        f"{KEY}: the key of the hub",
        f"{KEY} is provisioned outside Git",
        f"| `{KEY}` | yes | the key |",
        f"| `{KEY}` | platform/operators/runtime | 7 days |",
        f"Set `URL`, `{KEY}`, and others.",
        f"[URL, {KEY}, OTHER]",
        f"MY_{KEY}=abc",
        f"{KEY}_FILE=/run/x",
        f"{KEY}: {{secret: true}}",
        f"bearer: {KEY}\nnext: abc",
        f"if {KEY} == given: pass",
        f"- name: {KEY}\n  valueFrom:\n    secretKeyRef: {{name: a, key: b}}",
        f"{KEY}:\nOTHER: abc",
        f"{KEY}=\nOTHER=abc",
    ],
)
def test_words_about_a_declared_name(text: str) -> None:
    """Prose, lists of names and structures assign nothing."""
    assert find_secrets(text, [KEY]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" + "x" * 36,
        "ghp_xxxxxxxx",
        "ghp_" + "a" * 36,
        "ghp_...",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "sk-fading-circle-with-many-words-in-it",
        "a-task-" + "a1" * 20,
        "https://user:password@host.example/",
        "https://ops:$PASSWORD@host.example/",
        "https://ops:${PASSWORD}@host.example/",
        "https://ops:<password>@host.example/",
        "amqp://user:my_password@host.example/",
        "nats://_user_:_password_@host.example",
        "postgres://postgres:postgres@localhost/app",
        "http://127.0.0.1:8080/@scope",
        "ssh://git@host.example:22/a",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "Begin with `-----BEGIN PRIVATE KEY-----`.",
        "7f3c2b1a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a",
    ],
)
def test_no_secrets(text: str) -> None:
    """Placeholders, words that look like tokens, URLs without a password and bare hashes are none."""
    assert find_secrets(text) == ()


def test_credentials_in_a_url() -> None:
    """Of a URL only the password is hidden."""
    assert mask("postgres://app:s3cr3t@db:5432/x") == "postgres://app:… (6 characters)@db:5432/x"


def test_values_known_from_elsewhere_are_masked_alone() -> None:
    """A value that was found once is hidden wherever it is quoted, in any case, as a whole word."""
    assert mask("it says Abc, not abcd", values=["abc"]) == "it says … (3 characters), not abcd"


@given(
    st.lists(
        st.sampled_from([*TOKENS, *ASSIGNED, PEM, "a", " ", "\n", "\r\n", "é", "x:y@z", "://"])
    ),
)
def test_masks(parts: list[str]) -> None:
    """A masked text holds no secret; a covered one keeps its lines, and their lengths."""
    text = "\n".join(parts)
    for one in find_secrets(text, [KEY]):
        assert text[one.start : one.end] == one.value
        assert one.value not in repr(one)
    assert find_secrets(mask(text, [KEY]), [KEY]) == ()
    covered = cover(text, [KEY])
    assert list(map(len, covered.split("\n"))) == list(map(len, text.split("\n")))
    assert find_secrets(covered, [KEY]) == ()


@given(st.text(alphabet="-=:| \n\"'`@/\\eyJ.ghp_AKOPS_HUB_KEY"))
def test_any_text(text: str) -> None:
    """Secrets lie in their text, in order and apart."""
    found = find_secrets(text, [KEY])
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_header_of_an_example_is_no_finding_and_is_not_shown() -> None:
    """What a request sends along may be made up; a report cannot know, and leaves it out."""
    text = '{"authorization": "Bearer k9Jx72LmQp04ZrTT"}, or Bearer authentication_flow'
    assert find_secrets(text) == ()
    assert mask(text) == text.replace("k9Jx72LmQp04ZrTT", "… (16 characters)")
    assert len(cover(text)) == len(text)
    assert "k9Jx" not in cover(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://scott:tiger@db.corp/mydatabase",
        "https://public:koala@pypi.corp/simple",
        "https://git:github_pat_asdf@git.corp/x",
        "xoxb-1234567890-1234567890123-abcdefghijklmnop1",
    ],
)
def test_samples_of_documents_are_none(text: str) -> None:
    """Short plain words as passwords, and digits that count up, are written to show a form."""
    assert find_secrets(text) == ()
