"""The forms that tokens and keys of well-known services have.

A form is looked for by the literal it begins with, so that a text without any is done after a few
searches for literals; its pattern is matched there only, in time that grows with what it matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is called, the literals one of which begins it, and its pattern.

    The group ``value`` is what must not be shown; ``shown`` begins it and says nothing. Forms that
    look like words must be ``mixed``: letters and digits.
    """

    name: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    mixed: bool = False


_ALONE = r"(?<![A-Za-z0-9_])"
_ENDS = r"(?![A-Za-z0-9_])"


def _form(name: str, prefixes: str, rest: str, *, mixed: bool = False) -> Form:
    """Return the form of tokens that begin with one of ``prefixes``, separated by spaces."""
    literals = tuple(prefixes.split())
    begin = "|".join(map(re.escape, literals))
    pattern = rf"{_ALONE}(?P<value>(?P<shown>{begin}){rest}){_ENDS}"
    return Form(name, literals, re.compile(pattern), mixed)


_PRIVATE_KEY = re.compile(
    r"(?P<shown>-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)"
    r"(?P<value>(?:\\[nr]|[\s>|#*\"'`,+])*+"
    r"(?:[A-Za-z-]{1,20}: [^\n\\]{1,80}(?:\\[nr]|\s)++){0,4}"
    r"[A-Za-z0-9+/=]{16}[A-Za-z0-9+/=\s\\>|#*\"'`,]*+(?:-----END [A-Z0-9 ]{1,40}-----)?)"
)

PRIVATE_KEY = Form("a private key", ("-----BEGIN ",), _PRIVATE_KEY)

FORMS: tuple[Form, ...] = (
    _form("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"[A-Za-z0-9]{20,255}"),
    _form("a GitHub token", "github_pat_", r"[A-Za-z0-9_]{22,255}"),
    _form("a GitLab token", "glpat- glptt- gldt- glrt- glsoat-", r"[A-Za-z0-9_.-]{20,200}"),
    _form("an AWS access key", "AKIA ASIA", r"[A-Z0-9]{16}"),
    _form(
        "a Slack token", "xoxa- xoxb- xoxp- xoxo- xoxs- xoxr- xoxe- xoxe. xapp-", r"[\w.-]{10,300}"
    ),
    _form("a Stripe key", "sk_live_ rk_live_", r"[A-Za-z0-9]{16,255}"),
    _form("a webhook secret", "whsec_", r"[A-Za-z0-9+/]{24,255}=*"),
    _form("an API key", "sk-ant-", r"[A-Za-z0-9_-]{20,255}"),
    _form("an API key", "sk-proj- sk-svcacct- sk-admin-", r"[A-Za-z0-9_-]{20,255}", mixed=True),
    _form("an API key", "sk-", r"[A-Za-z0-9]{20,255}", mixed=True),
    _form("a Google key", "AIza", r"[A-Za-z0-9_-]{35}"),
    _form("a Google client secret", "GOCSPX-", r"[A-Za-z0-9_-]{28}"),
    _form("a Google access token", "ya29.", r"[A-Za-z0-9_-]{20,2000}"),
    _form("an npm token", "npm_", r"[A-Za-z0-9]{30,255}"),
    _form("a PyPI token", "pypi-", r"[A-Za-z0-9_-]{40,1000}", mixed=True),
    _form("a RubyGems key", "rubygems_", r"[a-f0-9]{48}"),
    _form("a Hugging Face token", "hf_", r"[A-Za-z0-9]{30,255}"),
    _form("a Docker token", "dckr_pat_ dckr_oat_", r"[A-Za-z0-9_-]{20,255}"),
    _form("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", r"[a-f0-9]{64}"),
    _form("a Vault token", "hvs. hvb. hvr.", r"[A-Za-z0-9_-]{20,255}"),
    _form("a Databricks token", "dapi", r"[a-f0-9]{32}"),
    _form("a Shopify token", "shpat_ shpca_ shppa_ shpss_", r"[A-Fa-f0-9]{32}"),
    _form("a Grafana token", "glsa_ glc_", r"[A-Za-z0-9_+/=]{32,400}"),
    _form("a Sentry token", "sntrys_ sntryu_", r"[A-Za-z0-9_+/=]{32,400}"),
    _form("a Supabase key", "sbp_ sb_secret_", r"[A-Za-z0-9_-]{20,255}"),
    _form("a Linear key", "lin_api_", r"[A-Za-z0-9]{32,255}"),
    _form("an Atlassian token", "ATATT3", r"[A-Za-z0-9_=-]{50,400}"),
    _form("a Tailscale key", "tskey-", r"(?:[a-z]+-)?[A-Za-z0-9]{6,}-[A-Za-z0-9]{16,255}"),
    _form("an age secret key", "AGE-SECRET-KEY-1", r"[0-9A-Z]{58}"),
    _form("a SendGrid key", "SG.", r"[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,128}"),
    _form("a JSON web token", "eyJ", r"[\w-]{8,4000}\.eyJ[\w-]{8,8000}\.[\w-]{8,4000}"),
    Form(
        "a Slack webhook",
        ("hooks.slack.com/services/",),
        re.compile(
            r"(?P<shown>hooks\.slack\.com/services/)(?P<value>T\w{6,20}/B\w{6,20}/\w{16,40})"
        ),
    ),
    Form(
        "an AWS secret key",
        ("ecret_access_key", "ECRET_ACCESS_KEY", "ecretAccessKey"),
        re.compile(
            r"(?i:ecret_?access_?key)[\"'`]?\s{0,4}[=:]>?\s{0,4}[\"'`]?"
            r"(?P<shown>)(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"
        ),
        mixed=True,
    ),
    Form(
        "a storage account key",
        ("AccountKey=", "SharedAccessKey="),
        re.compile(
            r"(?:Account|SharedAccess)Key=(?P<shown>)(?P<value>[A-Za-z0-9+/]{40,100}={0,2})"
        ),
        mixed=True,
    ),
    PRIVATE_KEY,
    Form(
        "a credential in a URL",
        ("://",),
        re.compile(
            r"://(?P<shown>)(?P<user>[^\s/:@\"'`<>|(){}\[\]]{0,100}):"
            r"(?P<value>[^\s/@\"'`<>|]{1,200})@(?=[\w\[$<{])"
            r"(?P<host>[\w.-]*)"
        ),
    ),
    Form(
        "a credential in a URL",
        (
            "access_token=",
            "api_key=",
            "apikey=",
            "client_secret=",
            "auth_token=",
            "X-Amz-Signature=",
        ),
        re.compile(
            r"(?<=[?&])(?P<shown>(?:access_token|api_?key|client_secret|auth_token|X-Amz-Signature)=)"
            r"(?P<value>[\w.%~+/-]{16,2000})"
        ),
        mixed=True,
    ),
)
