"""The themes an enquiry carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.council.council import Theme

if TYPE_CHECKING:
    from db.store import Store


def read_themes(store: Store, typed: str) -> dict[str, str]:
    """The themes named, with commas between, by uid; NotFound or Ambiguous names the one at fault.

    A theme's name may hold a comma itself: a whole name counts first.
    """
    found: dict[str, str] = {}
    left = [part.strip() for part in typed.split(",") if part.strip()]
    names = {theme.name.casefold(): theme for theme in store.council.themes(retired=True)}
    while left:
        for end in range(len(left), 0, -1):
            whole = ", ".join(left[:end])
            if end == 1 or whole.casefold() in names:
                theme = names.get(whole.casefold()) or store.council.find(Theme, whole)
                found[theme.uid] = theme.name
                left = left[end:]
                break
    return found


def put_themes(store: Store, enquiry_uid: str, typed: str) -> bool:
    """Gives an enquiry these themes and no others, within an action; whether that changed any."""
    wanted = read_themes(store, typed)
    rows = store.connection.execute(
        "SELECT uid, theme FROM enquiry_theme WHERE enquiry = ? AND removed_at IS NULL",
        [enquiry_uid],
    ).fetchall()
    gone = [row["uid"] for row in rows if row["theme"] not in wanted]
    there = {row["theme"] for row in rows}
    for uid in gone:
        store.update("enquiry_theme", uid, {"removed_at": store.now_text()})
    new = [theme for theme in wanted if theme not in there]
    for theme in new:
        store.put("enquiry_theme", {"enquiry": enquiry_uid, "theme": theme})
    return bool(gone or new)
