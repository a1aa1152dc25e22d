"""The keys of the survey: on a round, on who has not answered, by telephone, on the coding."""

from __future__ import annotations

from screens.command import NTH, Command, Context

ON_ROUND = Context("On a round of the survey")
SILENT = Context("On who has not answered the survey")
TAKING = Context("Taking answers by telephone", typing=True)
CODING = Context("Putting answers under themes")
RESULTS = Context("On the results of a round")
CONTEXTS = (ON_ROUND, SILENT, TAKING, CODING, RESULTS)
"""The places of its own, in the order in which the help shows them."""
THEME_KEYS = tuple(f"theme_{n}" for n in range(1, len(NTH) + 1))
"""The commands that take the likely themes of an answer, or no longer."""

COMMANDS = (
    Command(
        "ring_silent",
        "J",
        "Ring",
        "Ring who has not answered the round, small ones first, and take their answers.",
        ON_ROUND,
    ),
    Command(
        "ask_many",
        "M",
        "Ask many",
        "Ask the organisations of a tag, a size or a ward at once; hands over their addresses.",
        ON_ROUND,
        show=False,
    ),
    Command(
        "code_answers",
        "T",
        "Themes",
        "Put the round's answers under themes, one after the other.",
        ON_ROUND,
    ),
    Command(
        "results",
        "V",
        "Results",
        "What was answered to the round: ratings as bars, themes, beside the round before.",
        ON_ROUND,
    ),
    Command(
        "take_other",
        "a",
        "Anybody else",
        "Take the answers of somebody who was not asked by name, or who gives none.",
        SILENT,
    ),
    Command(
        "next_question",
        "enter",
        "Next",
        "The next question. A digit rates it, where no words are typed; 0 takes that away.",
        TAKING,
    ),
    Command("question_before", "pageup", "Before", "Back to the question before.", TAKING),
    *(
        Command(name, str(n), "Theme", f"The {nth} of the themes.", CODING, False, f"theme({n})")
        for n, (name, nth) in enumerate(zip(THEME_KEYS, NTH, strict=True), 1)
    ),
    Command("no_theme", "0", "None", "It fits none of the themes.", CODING),
    Command("any_theme", "t", "Any theme", "Any theme, by its name; a new one is added.", CODING),
    Command("coded", "enter", "Save", "Save its themes, and go on to the next answer.", CODING),
    Command("next_answer", "s", "Skip", "Leave it for now, and go on to the next.", CODING),
    Command("answer_before", "e", "Earlier", "Back to the answer before it.", CODING, show=False),
    Command("may_quote", "q", "Quote", "Whether its words may be quoted; it asks first.", CODING),
    Command("act_on_it", "plus", "Action", "Begin a feedback action of what it suggests.", CODING),
    Command("code_as", "a", "Code as", "Say who codes: you, or a second reader.", CODING),
    Command(
        "read_again",
        "b",
        "Read again",
        "Those that others coded and you have not; again: those that nobody did.",
        CODING,
    ),
    Command(
        "compare_round",
        "c",
        "Compare",
        "Put it beside another earlier round; what you write and issue is beside that one too.",
        RESULTS,
    ),
    Command("results_paper", "o", "Paper", "Write the results, or the bulletin.", RESULTS),
    Command(
        "issue_results", "i", "Issue", "Issue them: they are kept exactly as they go out.", RESULTS
    ),
)
"""Its commands."""
