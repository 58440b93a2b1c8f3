"""One running hub a release, shared by all tests, because nothing here changes it."""

from collections.abc import Iterator

import pytest

from fixtures.hub.process import running_hub

from .asking import KEY


@pytest.fixture(scope="session")
def early() -> Iterator[str]:
    """Yield the base URL of a hub from before the bootstrap."""
    with running_hub("early", key=KEY) as url:
        yield url


@pytest.fixture(scope="session")
def current() -> Iterator[str]:
    """Yield the base URL of a hub that is as it should be."""
    with running_hub("current", key=KEY) as url:
        yield url


@pytest.fixture(scope="session")
def drifted() -> Iterator[str]:
    """Yield the base URL of a hub that left its contract."""
    with running_hub("drifted", key=KEY) as url:
        yield url


@pytest.fixture(params=["early", "current", "drifted"])
def any_release(request: pytest.FixtureRequest) -> str:
    """Return the base URL of each release in turn."""
    url: str = request.getfixturevalue(request.param)
    return url
