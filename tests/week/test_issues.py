"""A week that is issued: kept to the byte, numbered once, and corrected by another."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_payment

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.reports.week.formats import WeekFormat


def test_an_issued_week_is_kept_to_the_byte_and_corrected_by_another(
    store: Store, clock: FixedClock
) -> None:
    reference = make_enquiry(store).enquiry.reference
    week, issues = week_of(store.today()), store.week_issues
    with pytest.raises(BadInput, match="is still to come"):
        issues.issue(week.after())
    clock.advance(days=7)
    own = OwnWords(remarks="Quiet.\nAll well.", story="[bold]A choir[/] & =1+1")
    issued = issues.issue(week, own, hide_few=True)
    assert (issued.reference, issued.number) == ("WK-2026-03-30-7-1", 1)
    kept = {form: issues.again("wk-2026-03-30-7-1", form) for form in WeekFormat}
    text = kept[WeekFormat.MARKDOWN].decode()
    assert "Issued as WK-2026-03-30-7-1." in text
    assert "## Remarks\n\nQuiet.\n\nAll well.\n\n## A story worth telling" in text
    assert "Draft" not in text
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="They rang off")
    make_enquiry(store, received_at=clock.moment - timedelta(days=6))
    assert {form: issues.again(issued.reference, form) for form in WeekFormat} == kept
    with pytest.raises(BadInput, match="A correction says what has changed"):
        issues.issue(week)
    second = issues.issue(week, OwnWords(changed="One more came in late."))
    assert second.reference == "WK-2026-03-30-7-2"
    assert (
        "What has changed\n\nOne more"
        in issues.again(second.reference, WeekFormat.MARKDOWN).decode()
    )
    assert [one.number for one in issues.of(week)] == [2, 1]
    assert store.undo().label == "Issued WK-2026-03-30-7-2"
    assert [one.number for one in issues.all()] == [1]
    with pytest.raises(NotFound, match="There is no issued summary WK-2026-03-30-7-2"):
        issues.again(second.reference, WeekFormat.MARKDOWN)


def test_no_number_is_given_out_twice(store: Store) -> None:
    week, issues = week_of(store.today()), store.week_issues
    assert issues.issue(week).reference == "WK-2026-03-30-7-1"
    store.undo()
    assert issues.issue(week).reference == "WK-2026-03-30-7-2"  # nothing stands that it corrects
    issues.issue(week, OwnWords(changed="More"))
    store.undo()
    assert issues.issue(week, OwnWords(changed="More")).reference == "WK-2026-03-30-7-4"
    assert [one.number for one in issues.of(week)] == [4, 2]


@pytest.mark.parametrize(("more", "told"), [(0, 0), (1, 1), (2, 2), (3, 0)])
def test_an_issue_says_what_it_tells_beside_one_in_which_as_much_is_hidden(
    store: Store, more: int, told: int
) -> None:
    week, issues = week_of(store.today()), store.week_issues
    for _ in range(4):
        make_enquiry(store)
    issues.issue(week, hide_few=True)
    for _ in range(more):
        make_enquiry(store)
    second = issues.issue(week, OwnWords(changed="More."), hide_few=True)
    said = (
        "WK-2026-03-30-7-1 was issued on Thu 2 Apr 2026 with 4 enquiries received; now "
        f"{4 + more}: the two papers side by side tell the topic, the directorate and the ward of "
        f"{told}. Let nobody have both, or issue it once there are 3 more."
    )
    assert issues.told_by(second) == (said if told else "")


def test_where_small_numbers_are_shown_an_issue_tells_no_more_beside_another(store: Store) -> None:
    week, issues = week_of(store.today()), store.week_issues
    issues.issue(week, hide_few=True)
    make_enquiry(store)
    shown = issues.issue(week, OwnWords(changed="More."))
    assert issues.told_by(shown) == ""
    make_enquiry(store)
    hidden = issues.issue(week, OwnWords(changed="Again."), hide_few=True)
    assert "WK-2026-03-30-7-1 was issued" in issues.told_by(hidden)


@pytest.mark.slow
def test_nobody_waits_while_an_issue_is_written(store: Store) -> None:
    make_enquiry(store)
    week, doing = week_of(store.today()), list[str]()

    def meanwhile(what: str) -> None:
        doing.append(what)
        if doing == ["Counting", "Writing every form of it", "Saving"]:
            with closing(store.second_connection()) as other:
                make_enquiry(other)
                other.week_issues.issue(week, OwnWords(changed="Theirs"))

    issued = store.week_issues.issue(week, OwnWords(changed="Ours"), tell=meanwhile)
    assert (issued.number, issued.changed, doing[3:]) == (2, "Ours", doing[:3])
    page = store.week_issues.again(issued.reference, WeekFormat.MARKDOWN).decode()
    assert "Issued as WK-2026-03-30-7-2." in page
    assert "2 enquiries came in" in page


def test_an_issue_that_another_window_was_faster_with_is_not_written_unasked(store: Store) -> None:
    week = week_of(store.today())

    def meanwhile(what: str) -> None:
        if what == "Saving":
            with closing(store.second_connection()) as other:
                other.week_issues.issue(week)

    with pytest.raises(BadInput, match="A correction says what has changed"):
        store.week_issues.issue(week, tell=meanwhile)
    assert [one.number for one in store.week_issues.of(week)] == [1]


def test_an_issue_from_before_a_form_was_kept_names_those_it_has(
    store: Store, clock: FixedClock
) -> None:
    clock.advance(days=7)
    issued = store.week_issues.issue(week_of(store.today()).before())
    with store.action("As it was"):
        store.connection.execute("""UPDATE issued_week SET forms = '{"md": "# W", "txt": "W"}'""")
    assert store.week_issues.again(issued.reference, WeekFormat.TEXT) == b"W"
    with pytest.raises(BadInput, match=r"kept as docx\. It is kept as md, txt: choose") as wrong:
        store.week_issues.again(issued.reference, WeekFormat.WORD)
    assert wrong.value.field == "format"


@pytest.mark.slow
def test_issuing_from_the_command_line(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.log("Hall")
    early = cli.text("week", "--issue")
    assert "Issued as WK-2026-03-30-7-1. The week was not over." in early
    issued = cli.run("week", "--of", "23/3", "--issue", "--remarks", "Quiet")
    # What was understood is said beside the page, not in it.
    assert issued.stderr == "Of: Monday 23 March 2026, 10 days ago\n"
    said = issued.stdout
    assert "Issued as WK-2026-03-23-7-1." in said
    assert "Quiet" in said
    assert cli.json("week", "--issued")[0]["reference"] == "WK-2026-03-23-7-1"
    assert cli.text("week", "--again", "WK-2026-03-23-7-1") == said
    monkeypatch.chdir(tmp_path)
    again = cli.json("week", "--again", "wk-2026-03-23-7-1", "--format", "docx")
    assert (again["file"], again["text"]) == (str(tmp_path / "WK-2026-03-23-7-1.docx"), None)
    assert (tmp_path / "WK-2026-03-23-7-1.docx").read_bytes().startswith(b"PK")
    page = json.loads(cli.text("week", "--again", "WK-2026-03-23-7-1", "--format", "json"))
    assert (page["draft"], page["issued"]) == (False, "WK-2026-03-23-7-1")
    assert cli.error(2, "week", "--of", "23/3", "--issue")["field"] == "changed"
    file = tmp_path / "week.md"
    cli.text("week", "--again", "WK-2026-03-23-7-1", "--output", str(file))
    assert file.read_text(encoding="utf-8").rstrip() == said.rstrip()
    assert cli.error(4, "week", "--output", str(file))["code"] == "refused"


def test_a_draft_does_not_say_what_is_hidden_either(store: Store, cli: Cli) -> None:
    for received in ("2/3/2026", "2/1/2026", "3/1/2026"):
        make_payment(store, amount="80", received=received)
    words = ("--words", "So: 1 of 31-60 days.")
    assert "So: 1 of 31-60 days." in cli.text("week", *words)
    for issue in ((), ("--issue",)):
        assert cli.error(2, "week", *words, "--small-numbers", *issue)["field"] == "words"
