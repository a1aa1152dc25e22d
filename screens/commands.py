"""Every command, said once: its key, its name, its help. Bindings, footer, help, palette and
docs/keys.md are made from this list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module

from textual.binding import BindingType

from screens.command import EVERYWHERE, NTH, ON_ORGANISATION, Command, Context, KindCommands
from spoc_tui.casework.records.kinds import BY_HAND, DECLARED_KINDS, ENQUIRY, PACKAGE_OF

KIND_COMMANDS: tuple[KindCommands, ...] = tuple(
    import_module(f"screens.{PACKAGE_OF[kind.code]}.commands").COMMANDS_OF_KIND
    for kind in BY_HAND
    if kind.prefix and kind is not ENQUIRY
)
"""What each kind with keys of its own says of them; what all records share is here."""
_SURVEY = import_module("screens.survey.commands")
SURVEY_COMMANDS: tuple[Command, ...] = _SURVEY.COMMANDS
SURVEY_PLACES: tuple[Context, ...] = _SURVEY.CONTEXTS
"""What the survey's pages say of their keys, and where those work."""
ON_SURVEY, SILENT, TAKING, CODING, RESULTS = SURVEY_PLACES


def _help(name: str, own: str, last: str = "") -> str:
    """The help of a command that all records share, with what each kind adds to it."""
    added = [kind.helps[name] for kind in KIND_COMMANDS if name in kind.helps]
    return "; ".join([own, *added, *([last] if last else [])]) + "."


ON_RECORD = Context(
    f"On an enquiry, {', '.join(kind.on_one for kind in KIND_COMMANDS)} or another record",
    acts=True,
)
PAGE = Context("On a record’s page")
AREA = Context("On an area")
WARD = Context("On a ward")
ROUND = Context("On the round of calls")
CHECK_INS = Context("On the check-ins")
WEEK = Context("On the week")
YEAR = Context("On the year")
DIRECTORY = Context("In the directory")
DUPLICATES = Context("On possible duplicates")
REVIEW = Context("In the review queue")
IMPORT = Context("Importing a list")
LIST_IN = Context("On a list that comes in")
FORM = Context("In a form", typing=True)
CALL = Context(
    ", and ".join(["In the call form", *(kind.as_call for kind in KIND_COMMANDS if kind.as_call)]),
    typing=True,
)
ROWS = Context("On rows in a form")
SEATS = Context("On who came to a meeting")
DIALOG = Context("In a dialog", typing=True)
SETTINGS = Context("On the settings")
COPIES = Context("On the copies of the database")
LIST = Context("In a list")
FIND = Context("In the search", typing=True)
CONTEXTS = (
    EVERYWHERE,
    ON_RECORD,
    PAGE,
    AREA,
    *(where for kind in KIND_COMMANDS for where in kind.wheres),
    WARD,
    ROUND,
    *SURVEY_PLACES,
    CHECK_INS,
    WEEK,
    YEAR,
    ON_ORGANISATION,
    DIRECTORY,
    DUPLICATES,
    REVIEW,
    IMPORT,
    LIST_IN,
    FORM,
    CALL,
    ROWS,
    SEATS,
    DIALOG,
    SETTINGS,
    COPIES,
    LIST,
    FIND,
)
"""Every place, in the order in which the help shows them."""
WITH_ACTS = tuple(where for where in CONTEXTS if where.acts)
"""Where the commands are acts on a record."""
WITH_FIELDS = (FORM, CALL, DIALOG, FIND, TAKING)
"""Where letters are typed."""
TOGETHER = (
    {*WITH_ACTS, ON_ORGANISATION, PAGE, LIST},
    *({*WITH_ACTS, where, PAGE, LIST} for kind in KIND_COMMANDS for where in kind.lists),
    {*WITH_ACTS, AREA, ON_SURVEY, PAGE, LIST},
    {*WITH_ACTS, ROUND, LIST},
    *({where, LIST} for kind in KIND_COMMANDS for where in kind.wheres),
    *({where, LIST} for where in (WARD, SILENT, CODING, CHECK_INS, WEEK, YEAR, IMPORT, LIST_IN)),
    *({where, LIST} for where in (DUPLICATES, RESULTS, SETTINGS, COPIES, FIND)),
    {DIRECTORY, REVIEW, LIST},
    {FORM, CALL, TAKING},
    {FORM, DIALOG},
    {FORM, CALL, ROWS},
    {FORM, DIALOG, ROWS},
    {FORM, CALL, SEATS},
    {FORM, DIALOG, SEATS},
)
"""What meets on one screen, beside what works everywhere."""

_MOST_KINDS = max(Counter(kind.area for kind in DECLARED_KINDS).values())
AREA_TABS = tuple(f"area_kind_{n}" for n in range(1, _MOST_KINDS + 1))
"""The commands that turn to the kinds of an area, as many as any has."""
ROUND_ANSWERS = ("has_room", "has_few", "is_full")
"""The commands that put down an answer on the round of calls, in the order of the answers."""
READ_HELP = "Read the first paragraph on the whole page; again: back to the figures."
_E, _R, _S, _L = EVERYWHERE, ON_RECORD, SETTINGS, LIST
_CI, _O, _DI, _DU = CHECK_INS, ON_ORGANISATION, DIRECTORY, DUPLICATES
_RV, _I = REVIEW, IMPORT
_F, _C, _D, _FD, _T = WITH_FIELDS

COMMANDS = (
    Command("call", "n,f2", "Call", "A call: log a new enquiry. What is half typed is kept.", _E),
    Command(
        "find",
        "slash,f3",
        "Find",
        "Find an organisation, a person, a phone number, a reference, words in enquiries.",
        _E,
    ),
    *(kind.begin for kind in KIND_COMMANDS),
    Command("week", "w", "Week", "The week in figures, compared with the weeks before.", _E),
    Command("help", "question_mark,f1", "Help", "What every key does.", _E),
    Command(
        "undo",
        "u",
        "Undo",
        "Undo the last thing done, whatever it was; in the history, the marked act.",
        _E,
    ),
    Command("redo", "U", "Redo", "Go forward again after an undo.", _E, show=False),
    Command(
        "go",
        "g",
        "Go to",
        f"Go to the desk, enquiries, {', '.join(kind.place for kind in KIND_COMMANDS)}, directory, "
        "history, settings.",
        _E,
    ),
    Command("directory", "d", "Directory", "The organisations, by name.", _E, show=False),
    Command("desk", "f4", "Desk", "Back to the desk, from anywhere.", _E, show=False),
    Command("import_list", "I", "Import", "Import a list of organisations, with a preview.", _E),
    Command("review", "R", "Review", "The review queue: held rows and differences from lists.", _E),
    Command("back", "escape", "Back", "Back to where you came from.", _L),
    Command("quit", "ctrl+q", "Quit", "Close the program; everything saved is on disk.", _E, False),
    Command("route", "r", "Route", _help("route", "Route it to a team, or pass it on"), _R),
    Command("answer", "a", "Answer", "Record the answer.", _R),
    Command("told", "t", "Told", "They have been told what came of it: when, how, whom.", _R),
    Command("close", "x", "Close", "Close it with an outcome; on a closed one, reopen it.", _R),
    Command("chase", "c", "Chase", "Chase the team: records it and copies ready words.", _R),
    Command(
        "stage",
        "s",
        "Stage",
        _help(
            "stage",
            "The team has acknowledged it, replied, sent it back",
            "what comes next on any other",
        ),
        _R,
    ),
    Command("note", "m", "Note", "Add a note to the timeline.", _R),
    Command("promise", "b", "Promise", "Promise something by a date; keep or withdraw one.", _R),
    Command("wait", "v", "Wait", "Wait on the caller; on a waiting one, go on.", _R),
    Command("edit", "e", "Edit", "Edit the record, or the organisation or person shown.", _R),
    Command("follow_on", "plus", "Follow on", "Begin another record that comes of this one.", _R),
    Command("link", "equals_sign", "Link", "Link it to a record that is there.", _R),
    *(command for kind in KIND_COMMANDS for command in kind.commands),
    Command("related", "enter", "Open", "Open a record that it has to do with.", PAGE),
    Command(
        "ward",
        "W",
        "Ward",
        "Open its ward: schemes, windows, groups, councillors, sums; on an organisation too.",
        PAGE,
    ),
    Command("ward_pack", "o", "Pack", "Write its front-loading pack to a file.", WARD),
    Command("has_room", "1", "Room", "It has room; on to the next.", ROUND, runs="answered(1)"),
    Command("has_few", "2", "Few", "It has few places; on to the next.", ROUND, runs="answered(2)"),
    Command("is_full", "3", "Full", "It is full; on to the next.", ROUND, runs="answered(3)"),
    *SURVEY_COMMANDS,
    Command("add_check_in", "a", "Add", "Add a group that you meet.", _CI),
    Command("edit_check_in", "e", "Edit", "Edit the marked group.", _CI),
    Command("held", "s", "Held", "It was held: the next one follows.", _CI),
    Command("skip_check_in", "v", "Skip", "The next one is cancelled, with a reason.", _CI),
    Command("end_check_in", "x", "End", "Today is its last day; it asks first.", _CI),
    Command("agenda", "o", "Agenda", "Write its agenda to a file.", _CI),
    Command("new_record", "N", "New", "Add another; what is half typed is kept.", AREA),
    *(
        Command(name, str(n), "Kind", f"The {nth} kind of the area.", AREA, runs=f"turn_to({n})")
        for n, (name, nth) in enumerate(zip(AREA_TABS, NTH, strict=False), 1)
    ),
    Command(
        "area_starter",
        "S",
        "Begin with what the report says",
        "Begin the area with what the Task Group's report says; it asks first.",
        AREA,
    ),
    Command(
        "round",
        "K",
        "Round of calls",
        "Ring the services that are to be asked for room, one after the other.",
        AREA,
    ),
    Command("paper", "o", "Paper", "Write a paper about it: an agenda, notes, a list.", AREA),
    Command("from_list", "L", "From a list", "Import a list of them, with a preview.", AREA),
    Command("earlier", "left", "Earlier", "The week, month or quarter before.", WEEK),
    Command("later", "right", "Later", "The one after.", WEEK),
    Command("length", "l", "Length", "A week, a month or a quarter.", WEEK),
    Command("dates", "t", "Dates", "Any pair of dates, or the week of a day.", WEEK),
    Command("read_week", "r", "Read", READ_HELP, WEEK, runs="read_words"),
    Command("pictures", "v", "Pictures", "The same as pictures.", WEEK),
    Command("export_week", "o", "Export", "Write the summary to a file.", WEEK),
    Command("issue_week", "i", "Issue", "Issue it: it is kept exactly as it goes out.", WEEK),
    Command(
        "week_story", "plus", "Story", "Begin a story for the magazine of the one it tells.", WEEK
    ),
    Command("year_before", "left", "Earlier", "The year before.", YEAR),
    Command("year_after", "right", "Later", "The one after.", YEAR),
    Command("calendar_year", "l", "Calendar", "A calendar year, or the council's again.", YEAR),
    Command("read_year", "r", "Read", READ_HELP, YEAR, runs="read_words"),
    Command("export_year", "o", "Export", "Write the year's paper to a file.", YEAR),
    Command("issue_year", "i", "Issue", "Issue it: it is kept exactly as it goes out.", YEAR),
    Command("acknowledge", "A", "Acknowledge", "The caller knows that we have it.", _R, False),
    Command("organisation", "O", "Organisation", "Open its organisation.", _R, False),
    Command("overview", "1", "Overview", "How to reach it, its profile, what is open.", _O, False),
    Command("enquiries", "2", "Enquiries", "All its enquiries.", _O, False),
    Command("timeline", "3", "Timeline", "All that happened, the newest first.", _O, False),
    Command("people", "4", "People", "Its people; those who left last.", _O, False),
    *(kind.pane for kind in KIND_COMMANDS),
    Command("person", "P", "Add person", "Add a person there.", _O),
    Command("left", "L", "Left", "The marked person has left, or is back.", _O),
    Command("brief", "o", "Brief", "Write its one-page briefing sheet to a file.", _O),
    Command(
        "duplicates",
        "D",
        "Duplicates",
        "Possible duplicates, side by side: merge them, or mark them as different.",
        _DI,
    ),
    Command(
        "overlap", "v", "Overlap", "How many organisations are in which lists, with a picture.", _DI
    ),
    Command("export", "o", "Export", "Write what is shown to a file; it asks for the format.", _DI),
    Command("merge", "m", "Merge", "Merge the right one into the left one; it asks first.", _DU),
    Command("apart", "x", "Keep apart", "They are not the same: never ask again.", _DU),
    Command("take", "space", "Other side", "Use the other's value for the marked field.", _DU),
    Command("swap", "s", "Swap", "Swap which of the two stays.", _DU),
    Command("skip", "i", "Skip", "Leave these two for now, and go on to the next.", _DU),
    Command(
        "differences_here",
        "D",
        "Differences",
        "Where lists differ from this record: take or leave what they say.",
        _O,
    ),
    Command("held_rows", "1", "Held rows", "Rows that may be of an organisation we have.", _RV),
    Command(
        "differences", "2", "Differences", "Where lists differ from what is recorded here.", _RV
    ),
    Command("same", "s", "Same", "It is that organisation: what the list says is taken in.", _RV),
    Command(
        "another", "a", "Another", "It is another organisation, or one after all: it is added.", _RV
    ),
    Command("branch", "b", "Branch", "It is a branch of that organisation: added as one.", _RV),
    Command("each", "e", "Each", "It names several organisations: each is taken in.", _RV),
    Command(
        "mark_row",
        "space",
        "Mark",
        "Mark the row, or no longer: all marked are decided as one.",
        _RV,
    ),
    Command(
        "mark_alike",
        "asterisk",
        "Mark alike",
        "Mark all of its list that were held for one reason, or differ in one field.",
        _RV,
    ),
    Command("take_it", "t", "Take", "Take what the list says.", _RV),
    Command(
        "always_take",
        "T",
        "Always take",
        "Always take this field of this list: all that differ now, and in its next issues.",
        _RV,
        show=False,
    ),
    Command(
        "never_take",
        "X",
        "Never take",
        "Never take this field of this list: keep what is here, now and at its next issues.",
        _RV,
        show=False,
    ),
    Command("answers", "3", "Always", "What is always taken of a list, or never.", _RV),
    Command("ask_again", "A", "Ask again", "Ask about this field of this list again.", _RV),
    Command("leave_it", "x", "Leave", "Leave it: not added, or kept as it is.", _RV),
    Command("bring_in", "ctrl+s", "Import", "Import the list, as the preview shows.", _I),
    Command("show_columns", "f5", "Columns", "The columns, and the field each is read as.", _I),
    Command("show_first", "f6", "First rows", "The first rows, as they would come in.", _I),
    Command("show_outcome", "f7", "Outcome", "What would become of the rows, or became.", _I),
    Command(
        "whole",
        "f8",
        "Whole or part",
        "Whether organisations missing from the file have left the list.",
        _I,
        False,
    ),
    Command("save_report", "o", "Save report", "Save what became of every row, as CSV.", _I),
    Command("take_in", "ctrl+s", "Import", "Import what the preview shows; one undo.", LIST_IN),
    Command("say_which", "space", "Say which", "Say what the marked held line means.", LIST_IN),
    Command(
        "columns_in",
        "f5",
        "Columns",
        "The columns, and what each is read as; again: the lines.",
        LIST_IN,
    ),
    Command("make_copy", "b", "Copy", "Make a verified copy of the database.", COPIES),
    Command(
        "check_whole",
        "v",
        "Check",
        "Look through the whole database: file, history, rows, sums and indexes.",
        COPIES,
    ),
    Command(
        "history",
        "h",
        "History",
        "Who changed what on the marked or shown record, before and after.",
        _L,
        show=False,
    ),
    Command(
        "copy", "y", "Copy", "Copy a reference, a phone number, an e-mail, ready words.", _L, False
    ),
    Command("copy_number", "f9", "Copy number", "Copy the phone number of the marked row.", _FD),
    Command("status", "l", "Status", "Show the next part of the list only; at the end, all.", _L),
    Command("save", "ctrl+s", "Save", "Save, from any field.", _F),
    Command("route_it", "f5", "Log and route", "Log it and send it to the team in one go.", _C),
    Command("answer_now", "f6", "Answered now", "Log, answer, tell and close in one go.", _C),
    Command("unpaid", "f9", "Not paid", "They have not been paid: on to that form.", _C),
    Command(
        "survey_them",
        "ctrl+t",
        "Survey them",
        "Ask them the survey's questions; the call is kept.",
        _C,
    ),
    Command("quick_add", "f7", "Add caller", "Add the caller typed as an organisation.", _C),
    Command("leave", "escape", "Leave", "Leave it; what is typed is kept as a draft.", _C),
    Command("discard", "f8", "Discard", "Delete the draft; it asks first.", _C, False),
    Command("add_row", "a", "Add", "Add a row.", ROWS),
    Command("edit_row", "e", "Edit", "Change the marked row.", ROWS),
    Command("remove_row", "x,delete", "Remove", "Remove the marked row.", ROWS),
    Command("came", "space", "Came or not", "They came; who did, did not.", SEATS),
    Command("apologies", "a", "Apologies", "They sent apologies.", SEATS),
    Command("deputy", "s", "Deputy", "Somebody else came for them.", SEATS),
    Command("stop", "escape", "Stop", "Stop what is under way; it leaves nothing behind.", _D),
    Command("cancel", "escape", "Cancel", "Leave the dialog; asks where something is typed.", _D),
    Command(
        "begin_anew", "f8", "Start anew", "Begin it again; what was kept of it goes.", _D, False
    ),
    Command("add", "a", "Add", "Add a directorate, team, topic, bank holiday, rate or figure.", _S),
    Command("change", "e,enter", "Edit", "Edit the marked row.", _S),
    Command("retire", "x", "Retire", "Retire the marked row, or bring it back.", _S),
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
        len(wheres) == 1 or EVERYWHERE in wheres or any(wheres <= together for together in TOGETHER)
    )


def of(where: Context) -> Iterable[Command]:
    """The commands that work there."""
    return (command for command in COMMANDS if command.where is where)


def keys_document() -> str:
    """docs/keys.md."""
    lines = ["# The keys", "", "Every key can be changed in the settings file, under `[keys]`."]
    for where in CONTEXTS:
        lines += [
            "",
            f"## {where.heading}",
            "",
            "| key | name | what it does |",
            "| --- | --- | --- |",
        ]
        lines += [f"| {c.keys_shown({})} | `{c.name}` | {c.help} |" for c in of(where)]
    return "\n".join(lines) + "\n"
