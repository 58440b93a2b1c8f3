"""The wheel, installed into an empty environment."""

from __future__ import annotations

import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from contractcheck import __version__
from tests.packaging.trees import DRIFTED, FINDING, ROOT, RULE, run, working_tree, write_tree


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from what git would commit."""
    folder = tmp_path_factory.mktemp("wheel")
    source = working_tree(folder / "source")
    done = run(*(sys.executable, "-m", "build", "--wheel", "--outdir", folder, source), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_modules_schemas_types_and_licence(wheel: Path) -> None:
    """Everything that is needed at run time is inside, and no test is."""
    names = set(ZipFile(wheel).namelist())
    schemas = {f"contractcheck/schemas/{path.name}" for path in (ROOT / "schemas").iterdir()}
    assert schemas
    assert schemas <= names
    assert "contractcheck/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"contractcheck", f"contractcheck-{__version__}.dist-info"}


@pytest.mark.slow
def test_the_installed_command_checks_a_tree(wheel: Path, tmp_path: Path) -> None:
    """Version, check and explain work with what the wheel alone brings; no extra is needed."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    done = run(programs / "python", "-m", "pip", "install", "-qq", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    tree = write_tree(tmp_path / "tree")
    program = programs / "contractcheck"

    assert run(program, "--version", cwd=tree).stdout.split()[-1] == __version__
    held = run(program, "check", cwd=tree)
    assert held.returncode == 0, held.stdout + held.stderr
    assert RULE in run(program, "explain", cwd=tree).stdout
    assert "Why:" in run(program, "explain", RULE, cwd=tree).stdout

    (tree / "README.md").write_text(DRIFTED, encoding="utf-8")
    drifted = run(program, "check", cwd=tree)
    assert drifted.returncode == 1
    assert FINDING in drifted.stdout


@pytest.mark.slow
def test_live_sources_without_their_extra_say_what_to_install(wheel: Path, tmp_path: Path) -> None:
    """A registry that is asked for without `contractcheck[live]` ends in a message and 2."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    done = run(programs / "python", "-m", "pip", "install", "-qq", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    tree = write_tree(tmp_path / "tree")
    (tree / "contractcheck.yaml").write_text(
        "contracts: contracts/*.yaml\napis:\n  hub: {url: 'http://127.0.0.1:9/api'}\n",
        encoding="utf-8",
    )
    (tree / "contracts" / "words.yaml").write_text(
        "kind: vocabulary\nid: tool.words\nowner: maintainers\nmembers: [tool-word]\n"
        "views:\n- {registry: hub /words, select: '$[*]'}\n",
        encoding="utf-8",
    )
    asked = run(programs / "contractcheck", "check", "--live", cwd=tree)
    assert asked.returncode == 2
    assert "pip install contractcheck[live]" in asked.stderr
