"""Every command, said once: its key, its name, its help. Bindings, footer, help, palette and
docs/keys.md are made from this list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType
from textual.keys import key_to_character


class Where(StrEnum):
    """Where a command works, as the help heads it."""

    EVERYWHERE = "Everywhere"
    RECORD = "On an enquiry, a payment, feedback or another record"
    DECLARED = "On a list of issues and the like"
    PAYMENT = "On a payment"
    FEEDBACK = "On feedback"
    FEEDBACKS = "On what either side owes"
    CHECK_INS = "On the check-ins"
    WEEK = "On the week"
    PAYMENTS = "On the payments"
    PAID_LIST = "On a list of paid invoices"
    ORGANISATION = "On an organisation"
    DIRECTORY = "In the directory"
    DUPLICATES = "On possible duplicates"
    REVIEW = "On what lists left to decide"
    IMPORT = "Bringing a list in"
    FORM = "In a form"
    CALL = "In the call form, and that of a payment"
    ROWS = "On rows in a form"
    DIALOG = "In a dialog"
    SETTINGS = "On the settings"
    LIST = "In a list"
    FIND = "While finding"


@dataclass(frozen=True)
class Command:
    """One thing the officer can do. Its name is the action's, and its id in the settings file."""

    name: str
    keys: str
    label: str
    help: str
    where: Where
    show: bool = True
    """Whether the footer has it; the help always has."""

    def set_keys(self, own: Mapping[str, str]) -> str:
        """Its keys, or those the officer has set instead."""
        return own.get(self.name, self.keys)

    def keys_shown(self, own: Mapping[str, str]) -> str:
        """As the help prints them: `/ or F3`."""
        return " or ".join(key_shown(key.strip()) for key in self.set_keys(own).split(","))

    def key_said(self, own: Mapping[str, str], *, typing: bool = False) -> str:
        """The key that a sentence names: the first; of those that are no text, where one types."""
        keys = [key.strip() for key in self.set_keys(own).split(",")]
        free = [key for key in keys if key_to_character(key) is None] if typing else []
        return key_shown((free or keys)[0])

    @property
    def action(self) -> str:
        """What its key runs: everywhere the app's, on a record the act of that name."""
        if self.where in (Where.RECORD, Where.PAYMENT, Where.FEEDBACK):
            return f"act('{self.name}')"
        return f"app.{self.name}" if self.where is Where.EVERYWHERE else self.name

    @property
    def binding(self) -> Binding:
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.show,
            # A text area would take F6 for itself.
            priority=self.where in WITH_FIELDS,
            id=self.name,
            tooltip=self.help,
        )


WITH_FIELDS = (Where.FORM, Where.CALL, Where.DIALOG, Where.FIND)
"""Where letters are typed."""
TOGETHER = (
    {Where.RECORD, Where.PAYMENT, Where.FEEDBACK, Where.ORGANISATION, Where.LIST},
    {Where.RECORD, Where.PAYMENT, Where.FEEDBACK, Where.PAYMENTS, Where.LIST},
    {Where.RECORD, Where.PAYMENT, Where.FEEDBACK, Where.FEEDBACKS, Where.LIST},
    {Where.RECORD, Where.PAYMENT, Where.FEEDBACK, Where.DECLARED, Where.LIST},
    {Where.CHECK_INS, Where.LIST},
    {Where.WEEK, Where.LIST},
    {Where.DIRECTORY, Where.REVIEW, Where.LIST},
    {Where.IMPORT, Where.LIST},
    {Where.PAID_LIST, Where.LIST},
    {Where.DUPLICATES, Where.LIST},
    {Where.SETTINGS, Where.LIST},
    {Where.FORM, Where.CALL},
    {Where.FORM, Where.DIALOG},
    {Where.FORM, Where.CALL, Where.ROWS},
    {Where.FORM, Where.DIALOG, Where.ROWS},
    {Where.FIND, Where.LIST},
)
"""What meets on one screen, beside what works everywhere."""

_E, _R, _S, _L = Where.EVERYWHERE, Where.RECORD, Where.SETTINGS, Where.LIST
_P, _PS = Where.PAYMENT, Where.PAYMENTS
_FB, _FS, _CI = Where.FEEDBACK, Where.FEEDBACKS, Where.CHECK_INS
_O, _DI, _DU = Where.ORGANISATION, Where.DIRECTORY, Where.DUPLICATES
_RV, _I = Where.REVIEW, Where.IMPORT
_F, _C, _D, _FD = WITH_FIELDS

COMMANDS = (
    Command("call", "n,f2", "Call", "A call: log a new enquiry. What is half typed is kept.", _E),
    Command(
        "find",
        "slash,f3",
        "Find",
        "Find an organisation, a person, a phone number, a reference, words in enquiries.",
        _E,
    ),
    Command("payment", "p", "Payment", "They have not been paid: log the complaint.", _E),
    Command(
        "feedback",
        "f",
        "Feedback",
        "You said: what they said, and what is to be done; from a record, with it.",
        _E,
    ),
    Command("week", "w", "Week", "What the week was made of, beside those before.", _E),
    Command("help", "question_mark,f1", "Help", "What every key does.", _E),
    Command(
        "undo",
        "u",
        "Undo",
        "Undo the last thing done, whatever it was; in the history, the act that is marked.",
        _E,
    ),
    Command("redo", "U", "Redo", "Go forward again after an undo.", _E, show=False),
    Command(
        "go",
        "g",
        "Go to",
        "Go to the desk, enquiries, payments, feedback, directory, history, settings.",
        _E,
    ),
    Command("directory", "d", "Directory", "The organisations, by name.", _E, show=False),
    Command("desk", "f4", "Desk", "Back to the desk, from anywhere.", _E, show=False),
    Command("import_list", "I", "List in", "Bring in a list of organisations, with a preview.", _E),
    Command("review", "R", "Review", "What lists left to decide: held rows, differences.", _E),
    Command("back", "escape", "Back", "Back to where you came from.", _L),
    Command("quit", "ctrl+q", "Quit", "Close the program; everything saved is on disk.", _E, False),
    Command("route", "r", "Route", "Route it to a team, or pass it on; a payment to finance.", _R),
    Command("answer", "a", "Answer", "Record the answer.", _R),
    Command("told", "t", "Told", "They have been told what came of it: when, how, whom.", _R),
    Command("close", "x", "Close", "Close it with an outcome; on a closed one, reopen it.", _R),
    Command("chase", "c", "Chase", "Chase the team: records it and copies ready words.", _R),
    Command(
        "stage",
        "s",
        "Stage",
        "The team has acknowledged it, replied, sent it back; what finance has done; whether "
        "feedback is agreed, under way, done; what comes next on any other.",
        _R,
    ),
    Command("note", "m", "Note", "Add a note to the timeline.", _R),
    Command("promise", "b", "Promise", "Promise something by a date; keep or withdraw one.", _R),
    Command("wait", "v", "Wait", "Wait on the caller; on a waiting one, go on.", _R),
    Command("edit", "e", "Edit", "Edit the record, or the organisation or person shown.", _R),
    Command("paid", "i", "Paid in", "A payment came in: all of it, or a part.", _P),
    Command("escalate", "E", "Escalate", "To the Chief Finance Officer; it makes the pack.", _P),
    Command("pack", "o", "Pack", "Write the Chief Finance Officer's pack to a file.", _PS),
    Command("voice", "V", "Voice", "Somebody else said it too.", _FB),
    Command(
        "filter", "F", "Filter", "Only a theme, a directorate or an organisation; or all.", _FS
    ),
    Command("bulletin", "o", "Bulletin", "Write a “you said, we did” page; issue it.", _FS),
    Command("themes", "T", "Themes", "What is said, how often, and whether it grows.", _FS),
    Command("check_ins", "K", "Check-ins", "When you meet, and what is owed till then.", _FS),
    Command(
        "starter",
        "S",
        "Starter",
        "Load what the Task Group's report asked for; it asks first.",
        _FS,
        show=False,
    ),
    Command("add_check_in", "a", "Add", "Add a group that you meet.", _CI),
    Command("edit_check_in", "e", "Edit", "Edit the group marked.", _CI),
    Command("held", "s", "Held", "It was held: the next one follows.", _CI),
    Command("skip_check_in", "v", "Skip", "The next one is cancelled, with a reason.", _CI),
    Command("end_check_in", "x", "End", "Today is its last day; it asks first.", _CI),
    Command("agenda", "o", "Agenda", "Write its agenda to a file.", _CI),
    Command("new_record", "N", "New", "Begin another; what is half typed is kept.", Where.DECLARED),
    Command("earlier", "left", "Earlier", "The week, month or quarter before.", Where.WEEK),
    Command("later", "right", "Later", "The one after.", Where.WEEK),
    Command("length", "l", "Length", "A week, a month or a quarter.", Where.WEEK),
    Command("dates", "t", "Dates", "Any pair of dates, or the week of a day.", Where.WEEK),
    Command("pictures", "v", "Pictures", "The same as pictures.", Where.WEEK),
    Command("export_week", "o", "Export", "Write the summary to a file.", Where.WEEK),
    Command("issue_week", "i", "Issue", "Issue it: it is kept as it goes out now.", Where.WEEK),
    Command("paid_list", "L", "Paid list", "Read a finance team's list of paid invoices.", _PS),
    Command(
        "mark_paid",
        "ctrl+s",
        "Mark paid",
        "Mark those that fit as paid; one undo.",
        Where.PAID_LIST,
    ),
    Command("acknowledge", "A", "Acknowledge", "The caller knows that we have it.", _R, False),
    Command("organisation", "O", "Organisation", "Open its organisation.", _R, False),
    Command("overview", "1", "Overview", "How to reach it, its profile, what is open.", _O, False),
    Command("enquiries", "2", "Enquiries", "All its enquiries.", _O, False),
    Command("timeline", "3", "Timeline", "All that happened, the newest first.", _O, False),
    Command("people", "4", "People", "Its people; those who left last.", _O, False),
    Command("its_payments", "5", "Payments", "Its complaints of late payment.", _O, False),
    Command("its_feedback", "6", "Said", "What it said, and what came of it.", _O, False),
    Command("person", "P", "Add person", "Add a person there.", _O),
    Command("left", "L", "Left", "The marked person has left, or is back.", _O),
    Command("brief", "o", "Brief", "Write its one-page briefing sheet to a file.", _O),
    Command(
        "duplicates",
        "D",
        "Duplicates",
        "What may be there twice, side by side: merge them, or keep them apart.",
        _DI,
    ),
    Command("overlap", "v", "Overlap", "How many stand in which of the lists; a picture.", _DI),
    Command("export", "o", "Export", "Write what is shown to a file; it asks in which form.", _DI),
    Command("merge", "m", "Merge", "Merge the right one into the left one; it asks first.", _DU),
    Command("apart", "x", "Keep apart", "They are not the same: never ask again.", _DU),
    Command("take", "space", "Other side", "Of the marked field, take the other's value.", _DU),
    Command("swap", "s", "Swap", "Swap which of the two stays.", _DU),
    Command("skip", "i", "Skip", "Leave these two for now, and go on to the next.", _DU),
    Command(
        "differences_here", "D", "Differences", "What lists say otherwise of it: take or leave.", _O
    ),
    Command("held_rows", "1", "Held rows", "Rows that may be of an organisation we have.", _RV),
    Command("differences", "2", "Differences", "What lists say, where else stands here.", _RV),
    Command("same", "s", "Same", "It is that organisation: what the list says is taken in.", _RV),
    Command("another", "a", "Another", "It is another organisation: it is added.", _RV),
    Command("take_it", "t", "Take", "Take what the list says.", _RV),
    Command("leave_it", "x", "Leave", "Leave it: not added, or as it stands here.", _RV),
    Command("bring_in", "ctrl+s", "Bring it in", "Bring the list in, as the preview shows.", _I),
    Command("show_columns", "f5", "Columns", "The columns, and what each is taken for.", _I),
    Command("show_first", "f6", "First rows", "The first rows, as they would come in.", _I),
    Command("show_outcome", "f7", "Outcome", "What would become of the rows, or became.", _I),
    Command("whole", "f8", "Whole or part", "Whether what the file lacks is gone.", _I, False),
    Command("save_report", "o", "Save report", "Save what became of every row, as CSV.", _I),
    Command(
        "history",
        "h",
        "History",
        "Who changed what on the record marked or shown, before and after.",
        _L,
        show=False,
    ),
    Command(
        "copy", "y", "Copy", "Copy a reference, a phone number, an e-mail, ready words.", _L, False
    ),
    Command("copy_number", "f9", "Copy number", "Copy the phone number of what is marked.", _FD),
    Command("status", "l", "Status", "Show the next part of the list only; at the end, all.", _L),
    Command("save", "ctrl+s", "Save", "Save, from any field.", _F),
    Command("route_it", "f5", "Log and route", "Log it and send it to the team in one stroke.", _C),
    Command("answer_now", "f6", "Answered now", "Log, answer, tell and close in one stroke.", _C),
    Command("unpaid", "f9", "Not paid", "They have not been paid: on to that form.", _C),
    Command("quick_add", "f7", "Add caller", "Add the caller typed as an organisation.", _C),
    Command("leave", "escape", "Leave", "Leave it; what is typed is kept as a draft.", _C),
    Command("discard", "f8", "Discard", "Throw the draft away; it asks first.", _C, False),
    Command("add_row", "a", "Add", "Add a row.", Where.ROWS),
    Command("edit_row", "e", "Edit", "Change the row that is marked.", Where.ROWS),
    Command("remove_row", "x,delete", "Remove", "Take the row away that is marked.", Where.ROWS),
    Command("stop", "escape", "Stop", "Stop what is under way; it leaves nothing behind.", _D),
    Command("cancel", "escape", "Cancel", "Leave the dialog; asks where something is typed.", _D),
    Command("add", "a", "Add", "Add a directorate, team, topic, bank holiday or rate.", _S),
    Command("change", "e,enter", "Edit", "Edit what is marked.", _S),
    Command("retire", "x", "Retire", "Retire what is marked, or bring it back.", _S),
    Command("remove", "delete", "Remove", "Remove what was never used; it asks first.", _S),
    Command(
        "succeed",
        "s",
        "Succeed",
        "Another directorate or team does its work from a day on; what is open goes there.",
        _S,
        show=False,
    ),
)

_BY_NAME = {command.name: command for command in COMMANDS}


def named(name: str) -> Command:
    """The command of that name."""
    return _BY_NAME[name]


def bindings(*names: str) -> list[BindingType]:
    """The bindings of these commands, in this order."""
    return [_BY_NAME[name].binding for name in names]


def work_together(one: Command, other: Command) -> bool:
    """Whether there may be a screen on which both work: then no key can be both's."""
    wheres = {one.where, other.where}
    return (
        len(wheres) == 1
        or Where.EVERYWHERE in wheres
        or any(wheres <= together for together in TOGETHER)
    )


def of(where: Where) -> Iterable[Command]:
    """The commands that work there."""
    return (command for command in COMMANDS if command.where is where)


def keys_document() -> str:
    """docs/keys.md."""
    lines = ["# The keys", "", "Every key can be changed in the settings file, under `[keys]`."]
    for where in Where:
        lines += ["", f"## {where}", "", "| key | name | what it does |", "| --- | --- | --- |"]
        lines += [f"| {c.keys_shown({})} | `{c.name}` | {c.help} |" for c in of(where)]
    return "\n".join(lines) + "\n"


def key_shown(key: str) -> str:
    """A key as it is printed for the officer."""
    named = {"slash": "/", "question_mark": "?"}
    if key in named:
        return named[key]
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key
