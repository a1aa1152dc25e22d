"""The keys of payment complaints."""

from __future__ import annotations

from screens.command import EVERYWHERE, ON_ORGANISATION, Command, Context, KindCommands
from spoc_tui.casework.records.kinds import PAYMENT

ON_PAYMENT = Context("On a payment", acts=True)
ON_PAYMENTS = Context("On the payments")
ON_PAID_LIST = Context("On a list of paid invoices")

COMMANDS_OF_KIND = KindCommands(
    begin=Command(
        "payment",
        "p",
        "Payment",
        "They have not been paid: log the complaint.",
        EVERYWHERE,
        runs=f"app.begin('{PAYMENT.code}')",
    ),
    pane=Command(
        "its_payments",
        "5",
        "Payments",
        "Its complaints of late payment.",
        ON_ORGANISATION,
        show=False,
        runs="turn_to('its_payments')",
    ),
    commands=(
        Command("paid", "i", "Paid in", "A payment came in: all of it, or a part.", ON_PAYMENT),
        Command(
            "escalate",
            "E",
            "Escalate",
            "To the Chief Finance Officer; it makes the pack.",
            ON_PAYMENT,
        ),
        Command(
            "pack", "o", "Pack", "Write the Chief Finance Officer's pack to a file.", ON_PAYMENTS
        ),
        Command(
            "paid_list",
            "L",
            "Paid list",
            "Read a finance team's list of paid invoices.",
            ON_PAYMENTS,
        ),
        Command(
            "mark_paid",
            "ctrl+s",
            "Mark paid",
            "Mark those that fit as paid; one undo.",
            ON_PAID_LIST,
        ),
        Command(
            "also_paid",
            "space",
            "Paid too",
            "Mark an unsure row as paid too; again: not after all.",
            ON_PAID_LIST,
        ),
        Command(
            "paid_columns",
            "f5",
            "Columns",
            "The list's columns, and the field each is read as; again: its rows.",
            ON_PAID_LIST,
        ),
    ),
    wheres=(ON_PAYMENT, ON_PAYMENTS, ON_PAID_LIST),
    lists=(ON_PAYMENTS,),
    on_one="a payment",
    place="payments",
    helps={"route": "a payment to finance", "stage": "what finance has done"},
    as_call="that of a payment",
)
