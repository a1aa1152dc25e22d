"""Textual in a test, at less cost. Nothing of it changes what a page is, nor what a key does."""

from __future__ import annotations

from asyncio import get_running_loop, sleep
from time import monotonic
from typing import Any, cast
from weakref import WeakKeyDictionary, WeakSet

import textual.app
import textual.pilot
from textual import _wait
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.screen import Screen

from spoc_tui.app import SpocApp

# How long the pilot waits for a thread to come to rest, at the least.
_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 10

# The pilot watches the processor's clock to see whether the app is idle, three times a key, and has
# each widget answer a message. That nothing is left to be run is told at once, and however busy the
# machine is; what waits for the next time that the page is drawn need not wait for a timer.
by_the_clock = _wait.wait_for_idle


def _to_be_laid_out() -> tuple[App[Any], Screen[Any]] | None:
    """The page, where it is to be laid out again, or something is to be done after that."""
    app = active_app.get(None)
    if app is None or not app.is_running or not app.screen_stack:
        return None
    screen = app.screen
    return (app, screen) if screen._callbacks or screen._layout_required else None


async def _run_out() -> None:
    """Until nothing is left to be run, also of what a refresh brings."""
    loop: Any = get_running_loop()
    await sleep(0)
    while True:
        while loop._ready:
            await sleep(0)
        if (found := _to_be_laid_out()) is None:
            return
        app, screen = found
        with screen._context():
            try:
                screen._on_timer_update()
            except Exception as error:  # as the timer does it
                app._handle_exception(error)
        if not loop._ready:  # what is batched is not drawn yet
            await sleep(_wait.SLEEP_IDLE)


async def _wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    await _run_out()
    pool = cast(Any, get_running_loop())._default_executor
    if pool is not None and pool._idle_semaphore._value < len(pool._threads):
        await by_the_clock(min_sleep, max_sleep)


def _is_at_work(pump: MessagePump) -> bool:
    """Whether it has a message left, or waits for something else than the next one."""
    if not pump._running or pump._closing or pump._closed:
        return False
    queue: Any = pump._message_queue
    return bool(queue.values) or not queue.ready_event._waiters


async def _wait_for_screen(self: Pilot[Any], timeout: float = 30) -> bool:
    """Until every widget of the page is through with its messages; False where the app failed."""
    app, began = self.app, monotonic()
    while not app._exception_event.is_set():
        await _run_out()
        if not app.screen_stack:
            return False
        if not any(map(_is_at_work, (app, *app.screen.walk_children(with_self=True)))):
            return True
        if monotonic() - began > timeout:
            raise WaitForScreenTimeout("A widget is not through with its messages.")
        await sleep(_wait.SLEEP_IDLE)
    return False


for _module in (textual.app, textual.pilot):
    _module.wait_for_idle = _wait_for_idle  # type: ignore[attr-defined]
Pilot._wait_for_screen = _wait_for_screen  # type: ignore[method-assign]

# Nobody sees what is painted: each page is painted when it opens, and then only where it is looked
# at (`shown`) and as it stands at the end.
render_update = Compositor.render_update
_painted: WeakSet[Compositor] = WeakSet()


def _painted_once(
    self: Compositor, full: bool = False, screen_stack: list[Any] | None = None, **its: Any
) -> Any:
    ours = self.root is not None and isinstance(self.root.app, SpocApp)
    if full or not ours or self not in _painted:
        _painted.add(self)
        return render_update(self, full, screen_stack, **its)
    visible_screen_stack.set([] if screen_stack is None else screen_stack)
    self._dirty_regions.clear()
    return None


Compositor.render_update = _painted_once  # type: ignore[method-assign]

# Each desk parses its style sheets; in tests the rules of a sheet are those of the desk before it,
# unless a theme has other variables.
_parse_rules = Stylesheet._parse_rules
_rules: dict[object, list[RuleSet]] = {}


def _parsed_once(self: Stylesheet, *sheet: object, **its: object) -> list[RuleSet]:
    variables = tuple(self._variables.items())
    key = (variables, sheet, tuple(its.items()))
    if key not in _rules:
        _rules[key] = _parse_rules(self, *sheet, **its)  # type: ignore[arg-type]
    return _rules[key]


Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]


# What the rules make of a node follows from the node and those above it: their types, ids, classes
# and states. It is worked out once, and not for each node of each desk.
apply, _replace_rules = Stylesheet.apply, Stylesheet.replace_rules
_Resolved = dict[object, tuple[RulesMap | None, tuple[bool, bool, bool, bool]]]
_Candidates = tuple[tuple[str, ...], _Resolved]
_resolved: dict[tuple[RuleSet, ...], _Resolved] = {}
_candidates: WeakKeyDictionary[
    Stylesheet, tuple[list[RuleSet], dict[frozenset[str], _Candidates]]
] = WeakKeyDictionary()
_replaced: dict[DOMNode, RulesMap] = {}


def _state(node: DOMNode, states: tuple[str, ...]) -> tuple[object, ...]:
    known = node._PSEUDO_CLASSES
    return (
        node._css_type_names,
        node._id,
        node.classes,
        *(known[one](node) if one in known else None for one in states),
    )


def _candidates_for(sheet: Stylesheet, node: DOMNode) -> _Candidates:
    """The states of nodes that the rules ask for which may apply to it, and what became of them."""
    rules, by_name = sheet.rules, sheet.rules_map
    if (known := _candidates.get(sheet)) is None or known[0] is not rules:
        known = _candidates[sheet] = rules, {}
    names = frozenset(by_name.keys() & node._selector_names)
    if (found := known[1].get(names)) is None:
        own = {rule for name in names for rule in by_name[name]}
        kept = tuple(rule for rule in rules if rule in own)
        states: set[str] = set().union(*(rule.pseudo_classes for rule in kept))
        found = known[1][names] = tuple(sorted(states)), _resolved.setdefault(kept, {})
    return found


def _applied_once(
    self: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[tuple[Any, ...], RulesMap] | None = None,
) -> None:
    states, resolved = _candidates_for(self, node)
    key = tuple(_state(one, states) for one in node.css_path_nodes)
    if (found := resolved.get(key)) is None:
        _replaced.pop(node, None)
        apply(self, node, animate=animate)
        flags = (
            node._has_hover_style,
            node._has_focus_within,
            node._has_order_style,
            node._has_odd_or_even,
        )
        resolved[key] = _replaced.pop(node, None), flags
        return
    its, flags = found
    node._has_hover_style, node._has_focus_within = flags[:2]
    node._has_order_style, node._has_odd_or_even = flags[2:]
    if its is not None:
        if not animate and node.styles.base._rules == its:
            node.notify_style_update()
        else:
            _replace_rules(node, its, animate=animate)
    self._process_component_classes(node)


def _replaced_by(
    cls: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False
) -> None:
    _replaced[node] = rules
    _replace_rules(node, rules, animate=animate)


Stylesheet.apply = _applied_once  # type: ignore[method-assign]
Stylesheet.replace_rules = classmethod(_replaced_by)  # type: ignore[method-assign,assignment]
RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]  # what it does, but quicker
