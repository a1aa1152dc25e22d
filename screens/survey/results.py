"""The results of a round: how each question was rated, as bars with words and numbers, the themes,
and the round before it beside them.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.commands import bindings
from screens.dialogs.choices import with_key
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept, on_page
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.paper import FORMS, WITH_EXCEL, write_paper, written_beside
from screens.dialogs.progress import ProgressScreen
from screens.dialogs.taking_up import half_typed
from screens.exports.everything import Doing
from screens.records.acting_screen import ActingScreen
from screens.shell.second_connection import read_on_second_connection
from screens.widgets.fields import ChoiceField, LongField
from screens.widgets.key_line import KeyLine
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.survey.papers import BULLETIN, RESULTS, ResultsFacts
from spoc_tui.casework.survey.round import said_early

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from db.store import Store
    from db.week.issued_results import ResultsIssues
    from db.week.issued_weeks import IssuedWeek
    from screens.dialogs.half_typed import HalfTyped
    from spoc_tui.casework.lists.importing import Tell
    from spoc_tui.casework.survey.papers import Reported
    from spoc_tui.casework.survey.round import Round

COUNTING, NOT_COUNTED = "Counting …", "This could not be counted."
RESULTS_FORMS = (*WITH_EXCEL, MenuItem("c", "csv", "CSV, the counts"))
AS_ALWAYS = PickerChoice("always", "the baseline, and the round before it")
ITEMS = (MenuItem("1", RESULTS.name, RESULTS.label), MenuItem("2", BULLETIN.name, BULLETIN.label))


class ResultsScreen(ActingScreen):
    """What was answered to one round, by its uid; for the officer alone: nothing few is hidden but
    by size and ward.
    """

    DEFAULT_CSS = """
    ResultsScreen {
        VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #compared { height: auto; padding: 0 1; color: $text-muted; }
        #answered { width: auto; height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "results_paper", "issue_results", "compare_round", "call", "find", "back"
    )

    def __init__(self, round_uid: str) -> None:
        super().__init__()
        self._round = round_uid
        self._beside: str | None = None
        """The uid of the earlier round that it is put beside; None: those that it always is."""
        self._found: Reported | None = None
        """What is on the page; None: nothing yet."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="compared", markup=False)
        with VerticalScroll():
            yield Static(COUNTING, id="answered", markup=False)
        yield KeyLine(first=("app.help", "results_paper", "issue_results", "compare_round"))

    def visible_uids(self) -> set[str]:
        return {self._round}

    def reload(self) -> None:
        from db.areas.survey.results import reported

        try:
            one = self._its_round()
        except NotFound as error:
            self._say("Results", str(error))
            return
        issued = next(iter(self._issues(self.store).of()), None)
        as_issued = f" · issued as {issued.reference}" if issued else ""
        headline = f"Results · {one.reference} {one.title}{as_issued}"
        self.query_one("#headline", Static).update(headline)
        self._forget_what_is_gone(one)
        beside = self._beside
        read_on_second_connection(
            self, lambda own, _: reported(own, self._round, beside), self._show
        )

    def _forget_what_is_gone(self, one: Round) -> None:
        """Where the round that was chosen is none any more that it can be put beside, it says so,
        and is put beside those that it always is.
        """
        from db.areas.survey.results import earlier_round

        if self._beside is None:
            return
        try:
            earlier_round(self.store, one, self._beside)
        except SpocError as gone:
            self._beside = None
            self.app.notify(str(gone), markup=False)

    def not_read(self, sentence: str) -> None:
        self.query_one("#answered", Static).update(NOT_COUNTED)
        super().not_read(sentence)

    def _its_round(self) -> Round:
        return cast("Round", self.store.declared("round").get(self._round).record)

    def _issues(self, store: Store) -> ResultsIssues:
        from db.week.issued_results import ResultsIssues

        return ResultsIssues(store, self._round, self._beside)

    def _say(self, headline: str, words: str) -> None:
        self.query_one("#headline", Static).update(headline)
        self.query_one("#compared", Static).update("")
        self.query_one("#answered", Static).update(words)

    def _show(self, found: Reported) -> None:
        from spoc_tui.reports.survey.screen import as_lines

        self._found = found
        signed = self.store.signed_for(RESULTS)
        facts = ResultsFacts(RESULTS, found, self.today, signed, in_full=True)
        self.query_one("#compared", Static).update(_compared(found))
        self.query_one("#answered", Static).update(as_lines(facts))

    @work
    async def action_compare_round(self) -> None:
        """Asks beside which earlier round it is put."""
        from db.areas.survey.results import earlier_round, earlier_rounds

        try:
            one = self._its_round()
        except NotFound as gone:
            self.say_wrong(gone)
            return
        earlier = earlier_rounds(self.store, one)
        if not earlier:
            self.app.notify(f"No round opened before {one.reference}.", markup=False)
            return
        rounds = [
            PickerChoice(each.uid, f"{each.reference} {each.title}", show_day(each.opened))
            for each in earlier
        ]
        items = [AS_ALWAYS, *rounds]

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            field = ChoiceField(
                "with",
                "Beside",
                among(items),
                picked=with_key(items, self._beside) or AS_ALWAYS,
            )
            title = f"{one.reference}: beside which round"
            intro = "The page, what you write from it and what you issue are beside that one."
            return Dialog(title, [field], intro=intro, filled=filled, error=error, at_once=True)

        def act(typed: Typed) -> str:
            named = typed["with"].strip()
            if named in ("", AS_ALWAYS.key):
                self._beside = None
                return f"{one.reference} is beside {AS_ALWAYS.label}."
            try:
                chosen = earlier_round(self.store, one, named)
            except NotFound as error:
                raise BadInput("Pick an earlier round from the list.", field="with") from error
            self._beside = chosen.uid
            return f"{one.reference} is beside {chosen.reference} {chosen.title}."

        if await self.ask_until_done(make, act, of=NotKept.FILTER):
            self.reload_safely()

    @work
    async def action_results_paper(self) -> None:
        """Writes the results, as they were issued or a draft, or the bulletin, to a file."""
        try:
            reference = self._its_round().reference
        except NotFound as error:
            self.say_wrong(error)
            return
        chosen = await self.app.push_screen_wait(MenuScreen(f"{reference}: which paper", ITEMS))
        if chosen == BULLETIN.name:
            title = f"{BULLETIN.label}, {reference}, as"
            await write_paper(self, title, self._bulletin, "Bulletin:", forms=FORMS)
        elif chosen is not None:
            issued = next(iter(self._issues(self.store).of()), None)
            title = f"As issued ({issued.reference}), as" if issued else "A draft, as"
            await write_paper(self, title, self._results, "Results:", forms=RESULTS_FORMS)

    def _bulletin(self, form: str) -> Path:
        from db.areas.survey.papers import results_facts
        from spoc_tui.reports.documents.formats import DocumentFormat, written
        from spoc_tui.reports.survey.papers import document, file_name

        its = results_facts(self.store, self._round, BULLETIN)
        content = written(document(its), DocumentFormat(form))
        return written_beside(self.store, file_name(its, form), content)

    def _results(self, ending: str) -> Path:
        from db.areas.survey.papers import results_facts
        from spoc_tui.reports.survey.formats import ResultsFormat, results_written
        from spoc_tui.reports.survey.papers import file_name

        form, issues = ResultsFormat(ending), self._issues(self.store)
        if issued := next(iter(issues.of()), None):
            content = issues.again(issued.uid, form)
            return written_beside(self.store, issued.file_name(form), content)
        its = results_facts(self.store, self._round, RESULTS, self._beside)
        return written_beside(self.store, file_name(its, form), results_written(its, form))

    @work
    async def action_issue_results(self) -> None:
        """Asks for the officer's remarks, and issues the results; asks again, still filled, where
        that is refused or was stopped.
        """
        try:
            one = self._its_round()
        except NotFound as gone:
            self.say_wrong(gone)
            return
        of = on_page(f"results {self._round}", "issue", of="issued_week", record=self._round)
        draft = await half_typed(self.app, self.store, of)
        if draft is None:
            return
        typed: Typed | None = None
        error: SpocError | None = None
        while True:
            before = self._issues(self.store).of()
            dialog = Dialog(
                f"Issue the results of {one.reference}",
                [
                    LongField("remarks", "Remarks"),
                    *([LongField("changed", "What changed")] if before else []),
                ],
                intro=self._intro(one, before),
                filled=typed,
                error=error,
            )
            dialog.draft = draft
            typed = await self.app.push_screen_wait(dialog)
            if typed is None:
                return
            told = self._told_beside()
            if told and typed.get("changed", "").strip():  # else it is refused
                question = ConfirmScreen("Issue them all the same?", told)
                if not await self.app.push_screen_wait(question):
                    continue
            answer = await self._issued(one, typed, draft)
            error = answer if isinstance(answer, SpocError) else None
            if isinstance(answer, str):
                draft.drop()
                self.app.notify(answer, markup=False)
                self.reload_safely()
                return

    def _intro(self, one: Round, before: Sequence[IssuedWeek]) -> str:
        """The sentences on what issuing means; first that more may come in."""
        early = said_early(one, self.today)
        return " ".join(filter(None, (early, self._what_it_means(before))))

    def _what_it_means(self, before: Sequence[IssuedWeek]) -> str:
        beside = ""
        if self._beside is not None:
            chosen = self.store.declared("round").get(self._beside).record
            beside = f" They are beside {chosen.reference} {cast('Round', chosen).title}."
        if before:
            return f"They were issued as {before[0].reference}: these correct them.{beside}"
        return f"They are kept as they go out now; a correction is a new issue.{beside}"

    def _told_beside(self) -> str:
        """What they tell beside those that were issued before: as they are now, since what the page
        shows may have been read before the last answer came in.
        """
        from db.areas.survey.results import reported
        from db.week.issued_results import figures_of

        its = reported(self.store, self._round, self._beside).results
        issues, figures = self._issues(self.store), dict(figures_of(its))
        return issues.told_beside(issues.period, figures, hide_few=True)

    async def _issued(self, one: Round, typed: Typed, draft: HalfTyped) -> str | SpocError | None:
        """The outcome; None where the officer stopped it, and nothing is issued."""
        from spoc_tui.casework.week.summary import OwnWords

        own = OwnWords(remarks=typed["remarks"], changed=typed.get("changed", ""))

        def doing(tell: Tell) -> str:
            with closing(self.store.second_connection()) as second, draft.saving(second):
                issues = self._issues(second)
                issued = issues.issue(
                    issues.period, own, hide_few=True, tell=lambda what: tell(Doing(0, 0, what))
                )
                return (
                    f"Saved: issued as {issued.reference}. {_page_written(second, issues, issued)}"
                )

        title = f"Issuing the results of {one.reference}"
        return await self.app.push_screen_wait(ProgressScreen(title, doing))


def _compared(found: Reported) -> str:
    """“Beside RND-26-0001 Spring and RND-26-0002 Summer”."""
    rounds = (one.then.round for one in found.besides)
    return " and ".join(
        f"{'' if n else 'Beside '}{each.reference} {each.title}" for n, each in enumerate(rounds)
    )


def _page_written(store: Store, issues: ResultsIssues, issued: IssuedWeek) -> str:
    """Where its web page is, or why it is nowhere: it is issued all the same."""
    from spoc_tui.reports.survey.formats import ResultsFormat

    form = ResultsFormat.HTML
    try:
        file = written_beside(store, issued.file_name(form), issues.again(issued.uid, form))
    except SpocError as error:
        return str(error)
    return f"It is in {file}"
