"""Feedback actions read: one in full, those of a side, a theme, an organisation, who waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.feedback.rows import OPEN, read_by_uids, read_case, read_feedback
from db.feedback.theme_counts import read_theme_counts
from db.records.acting import RecordsOfKind
from db.records.of_organisation import ITS_FEEDBACK, begin_with
from db.records.survivors import joined
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase
from spoc_tui.casework.feedback.themes import ThemeCount, ThemedEnquiry
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.casework.records.side import Side


class FeedbackReading(RecordsOfKind[FeedbackCase]):
    """The ways to read the feedback actions of a store."""

    TABLE, KIND, CALLED = FEEDBACK.code, FEEDBACK.prefix, FEEDBACK.called

    def get(self, reference: str) -> FeedbackCase:
        return self._meant(reference, lambda uid: read_case(self._store.connection, uid))

    def all(
        self,
        *,
        open_only: bool = False,
        side: Side | None = None,
        theme_uid: str | None = None,
        directorate_uid: str | None = None,
        organisation_uid: str | None = None,
    ) -> list[Feedback]:
        """The actions, the newest first; of an organisation those that it said or owes."""
        wheres, values = ["1"], list[object]()
        if open_only:
            wheres.append(OPEN)
        for column, value in (
            ("side", side),
            ("theme", theme_uid),
            ("directorate", directorate_uid),
        ):
            if value is not None:
                wheres.append(f"f.{column} = ?")
                values.append(value)
        if organisation_uid is not None:
            wheres.append(f"f.uid IN ({begin_with('?')} {ITS_FEEDBACK})")
            values.append(organisation_uid)
        where = " AND ".join(wheres)
        order = "ORDER BY f.heard_at DESC, f.uid DESC"
        return read_feedback(self._store.connection, f"{where} {order}", values)

    def by_uids(self, uids: Sequence[str]) -> dict[str, Feedback]:
        """The actions of these uids, by uid."""
        return read_by_uids(self._store.connection, uids)

    def theme_counts(
        self, themes: Sequence[Theme] | None = None, *, on: date | None = None
    ) -> list[ThemeCount]:
        """Every theme that is not retired, or these, the most said first; the quarters are those
        up to a day, by default today.
        """
        if themes is None:
            themes = self._store.council.themes()
        first_day = self._store.week.first_day()
        return read_theme_counts(
            self._store.connection, themes, on or self._store.today(), first_day
        )

    def themed_enquiries(self, theme_uid: str | None = None) -> list[ThemedEnquiry]:
        """The enquiries that carry a theme (or that one), the last received first."""
        rows = self._store.connection.execute(
            f"SELECT t.theme, e.uid, e.reference, e.subject, o.uid AS organisation, e.received_at "
            f"FROM enquiry_theme AS t CROSS JOIN enquiry AS e ON e.uid = t.enquiry "
            f"{joined('o', 'e.organisation')} WHERE t.removed_at IS NULL "
            "AND e.removed_at IS NULL AND (? IS NULL OR t.theme = ?) "
            "ORDER BY e.received_at DESC, e.uid DESC",
            [theme_uid, theme_uid],
        )
        return [
            ThemedEnquiry(
                theme_uid=row["theme"],
                uid=row["uid"],
                reference=row["reference"],
                subject=row["subject"],
                organisation_uid=row["organisation"],
                received=when.london_date(when.from_iso(row["received_at"])),
            )
            for row in rows
        ]
