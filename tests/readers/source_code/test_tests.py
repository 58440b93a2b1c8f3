"""The tests of source files in many languages, and which of them never run."""

from __future__ import annotations

import pytest

from contractcheck.readers.source_code import find_tests, read_source

CASES = [
    (
        "a_test.py",
        """
class TestLifecycle:
    def setup(self): pass
    def test_starts(self):
        assert 1
    @pytest.mark.skip(reason="x")
    def test_ends(self):
        assert 1
@pytest.mark.skipif(sys.platform == "win32", reason="x")
def test_somewhere():
    assert 1
@pytest.mark.parametrize(
    "a", [1, 2]
)
async def test_each(a):
    assert 1
@unittest.skip("later")
class OldTest(TestCase):
    def test_old(self):
        assert 1
def test_gives_up():
    pytest.skip("no")
def test_sometimes_gives_up():
    if x:
        pytest.skip("no")
    assert 1
def helper_test(): ...
# def test_comment(): ...
""",
        (
            "Test Lifecycle / test starts; Test Lifecycle / test ends (skip); test somewhere; test each; "
            "Old Test / test old (skip); test gives up (skip); test sometimes gives up"
        ),
    ),
    (
        "a.test.ts",
        """
describe('authorization', () => {
  it('refuses', async () => { expect(1).toBe(1); });
  it.skip('later', () => {});
  it.todo('some day');
  xit('old', () => {});
  test.each([1, 2])('each', (n) => {});
  describe.skip('off', () => { it('x', () => {}) });
  it('gives up', function () { this.skip(); });
});
it.skipIf(win)('somewhere', () => {});
// it('comment', () => {})
regex.test('abc');
""",
        (
            "authorization / refuses; authorization / later (skip); authorization / some day (todo); "
            "authorization / old (xit); authorization / each; authorization / off / x (skip); "
            "authorization / gives up (skip); somewhere"
        ),
    ),
    (
        "a_test.exs",
        """
defmodule Ops.RunTest do
  describe "lifecycle" do
    test "starts a run", %{run: run} do
      assert run
    end
    @tag :skip
    test "ends a run" do
      assert true
    end
    @tag skip: "later"
    test "later" do
      assert true
    end
  end
  test "not yet"
  @tag :slow
  test "outer" do
    assert true
  end
end
""",
        (
            "lifecycle / starts a run; lifecycle / ends a run (skip); lifecycle / later (skip); "
            "not yet (it has no body); outer"
        ),
    ),
    (
        "run_test.go",
        """
package run
func TestLifecycle(t *testing.T) {
	t.Run("stale runs", func(t *testing.T) { check(t) })
}
func TestOff(t *testing.T) {
	t.Skip("later")
}
func TestShort(t *testing.T) {
	if testing.Short() {
		t.Skip("x")
	}
}
func helper(t *testing.T) {}
""",
        "Test Lifecycle; stale runs; Test Off (Skip); Test Short",
    ),
    (
        "a_spec.rb",
        """
RSpec.describe Run do
  context "when stale" do
    it "is reconciled" do
      expect(1).to eq 1
    end
    xit "is off" do
    end
    it "waits" do
      pending "x"
    end
    it "has no body"
  end
end
class CountsTest < Minitest::Test
  def test_adds_up
    assert 1
  end
end
""",
        (
            "Run / when stale / is reconciled; Run / when stale / is off (xit); "
            "Run / when stale / waits (pending); Run / when stale / has no body (it has no body); "
            "Counts Test / test adds up"
        ),
    ),
    (
        "RunTest.java",
        """
class RunTest {
  @Test void lifecycleMoves() { }
  @Test
  @DisplayName("stale runs are reconciled")
  public void stale() { }
  @Disabled("x") @Test void off() { }
  void helper() { }
}
""",
        (
            "Run Test / lifecycle Moves; Run Test / stale stale runs are reconciled; "
            "Run Test / off (Disabled)"
        ),
    ),
    (
        "a.rs",
        """
mod tests {
    #[test]
    fn counts_add_up() { }
    #[test]
    #[ignore]
    fn off() {}
    #[tokio::test]
    async fn later() {}
    fn helper() {}
}
""",
        "counts add up; off (ignore); later",
    ),
    (
        "RunTest.kt",
        "class RunTest {\n  @Test fun `stale runs end`() { }\n  @Ignore @Test fun off() { }\n}\n",
        "Run Test / stale runs end; Run Test / off (Ignore)",
    ),
    (
        "a.cs",
        """
public class RunTests {
  [Fact] public void CountsAddUp() { }
  [Fact(Skip = "x")] public void Off() { }
  [Theory] [InlineData(1)] public async Task Each(int a) { }
}
""",
        "Run Tests / Counts Add Up; Run Tests / Off (Skip); Run Tests / Each",
    ),
    (
        "RunTest.php",
        """<?php
final class RunTest extends TestCase {
    #[Test]
    public function counts_add_up(): void { $this->assertTrue(true); }
    /** @test */
    public function by_comment(): void { }
    public function testCamel(): void { if ($x) { $this->markTestSkipped(); } }
    public function test_off(): void { $this->markTestSkipped('later'); }
    private function tester(): void {}
}
test('a closure', fn () => expect(true)->toBeTrue());
it('is off', function () {})->skip('later');
it('is off somewhere', function () {})->skip(fn () => PHP_OS === 'x', 'later');
it('has no body');
""",
        (
            "Run Test / counts add up; Run Test / by comment; Run Test / test Camel; "
            "Run Test / test off (markTestSkipped); a closure; is off (skip); is off somewhere; "
            "has no body (it has no body)"
        ),
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), CASES, ids=[path for path, _, _ in CASES])
def test_what_is_a_test(path: str, text: str, expected: str) -> None:
    """Tests are found by name, mark or call, in their groups; what always skips one is named."""
    found = [
        " / ".join((*one.groups, one.title)) + (f" ({one.skipped})" if one.skipped else "")
        for one in find_tests(read_source(path, text.encode()))
    ]
    assert "; ".join(found) == expected
