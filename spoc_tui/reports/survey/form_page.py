"""The form of a round as one web page that needs nothing else: it is filled in with the keyboard or
the mouse, without a network, and answers with a file or the text of an e-mail.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.form import (
    BEGINS,
    ENDS,
    FORMAT,
    IN_WORDS,
    KEY,
    MAY_QUOTE,
    NO_NAME,
    OF_EACH,
    ORGANISATION,
    ROUND,
    SAVED,
    heading_of,
)
from spoc_tui.casework.text import one_line

if TYPE_CHECKING:
    from spoc_tui.casework.survey.form import FormFacts
    from spoc_tui.casework.survey.question import Question

STYLE = """
@page { size: A4; margin: 14mm 16mm; }
* { box-sizing: border-box; }
body { font: 12pt/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; color: #111;
  background: #fff; max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
fieldset { border: 0; border-top: 1px solid #767676; margin: 1.5rem 0 0; padding: .6rem 0 0; }
legend { font-weight: bold; padding: 0; float: left; width: 100%; margin: .6rem 0 .4rem; }
legend + * { clear: both; }
.choices { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; }
.choices label, .each label { cursor: pointer; }
input[type=radio] { width: 1.15rem; height: 1.15rem; margin: 0 .45rem 0 0; vertical-align: -.2rem; }
.each { display: grid; grid-template-columns: 1fr auto; gap: .4rem 1rem; align-items: center;
  margin: .6rem 0; max-width: 32rem; }
.each p { grid-column: 1 / -1; margin: 0; }
.words { display: block; margin: .7rem 0 .2rem; }
textarea, input[type=text], select, button { font: inherit; color: inherit; background: #fff;
  border: 1px solid #595959; border-radius: 3px; padding: .4rem .5rem; }
textarea, input[type=text] { width: 100%; }
button { background: #1d4f91; color: #fff; border-color: #1d4f91; padding: .55rem 1rem;
  margin: 0 .6rem .6rem 0; cursor: pointer; }
:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
#said { font-weight: bold; min-height: 1.4em; }
[hidden] { display: none; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  button, #said, #mail { display: none; } fieldset { break-inside: avoid; } }
"""
SCRIPT = """
"use strict";
const form = document.querySelector("form"), said = document.getElementById("said");
const at = form.dataset;
const own = Array.from(crypto.getRandomValues(new Uint8Array(8)),
  n => n.toString(16).padStart(2, "0")).join("");
function digest(text) {
  let found = 5381;
  for (const sign of text) found = (found * 33 ^ sign.codePointAt(0)) >>> 0;
  return found.toString(16);
}
function filled() {
  const places = new Map();
  for (const field of form.querySelectorAll("[data-what]")) {
    if (field.type === "radio" && !field.checked) continue;
    const value = field.value.trim();
    if (!value) continue;
    const number = field.dataset.number, directorate = field.dataset.directorate || "";
    const place = number + "/" + directorate;
    if (!places.has(place)) places.set(place, {number, directorate, rating: "", words: ""});
    places.get(place)[field.dataset.what] = value;
  }
  const quoted = form.querySelector("input[name=quoted]:checked");
  const whole = {format: at.format, [at.round]: at.reference};
  const organisation = document.getElementById("organisation").value.trim();
  const answers = [...places.values()];
  whole[at.key] = own + "-" + digest(JSON.stringify([organisation, answers]));
  whole[at.organisation] = organisation;
  whole[at.quote] = quoted ? quoted.value : "";
  const now = new Date(), two = n => String(n).padStart(2, "0");
  whole[at.saved] = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
    + " " + two(now.getHours()) + ":" + two(now.getMinutes());
  whole.answers = answers;
  return whole;
}
function ready() {
  const whole = filled();
  if (whole.answers.length) return whole;
  said.textContent = "Nothing is answered yet.";
  form.querySelector("input, textarea").focus();
  return null;
}
function asText(whole) {
  const lines = [at.begins];
  for (const name of [at.round, at.key, at.organisation, at.quote, at.saved])
    lines.push(name + ": " + whole[name]);
  for (const one of whole.answers) {
    const place = one.number + (one.directorate ? " (" + one.directorate + ")" : "");
    if (one.rating) lines.push(place + " rating: " + one.rating);
    if (one.words) lines.push(place + " words: " + one.words.split(/\\r?\\n/).join("\\n  "));
  }
  return lines.concat([at.ends, ""]).join("\\n");
}
form.addEventListener("submit", event => event.preventDefault());
document.getElementById("save").addEventListener("click", () => {
  const whole = ready();
  if (!whole) return;
  const link = document.createElement("a");
  const text = JSON.stringify(whole, null, 1);
  link.href = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  link.download = "answers-" + at.reference + "-" + whole[at.key].slice(0, 6) + ".json";
  document.body.append(link);
  link.click();
  link.remove();
  said.textContent = "Saved as " + link.download
    + ", where your downloads are. Send that file back to whoever sent you this form.";
});
document.getElementById("send").addEventListener("click", () => {
  const whole = ready();
  if (!whole) return;
  const text = asText(whole), shown = document.getElementById("text");
  document.getElementById("mail").hidden = false;
  shown.value = text;
  shown.focus();
  shown.select();
  said.textContent = "Your e-mail program opens. If it does not, or the text is cut, copy what is "
    + "below into an e-mail. Send it to whoever sent you this form.";
  location.href = "mailto:?subject=" + encodeURIComponent("Answers to " + at.reference)
    + "&body=" + encodeURIComponent(text.split("\\n").join("\\r\\n"));
});
"""


def page(facts: FormFacts, about: Sequence[str], until: str, afterwards: str) -> str:
    """The page; it ends with a newline."""
    one = facts.round
    title = _text(f"Survey: {one.title}")
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
        f"script-src 'sha256-{digest}'"
    )
    kept = {
        **{"format": FORMAT, "reference": one.reference, "begins": BEGINS, "ends": ENDS},
        **{"round": ROUND, "key": KEY, "organisation": ORGANISATION, "quote": MAY_QUOTE},
        "saved": SAVED,
    }
    data = " ".join(f'data-{name}="{_text(value)}"' for name, value in kept.items())
    asked = "\n".join(
        part for each in one.questions for part in _question(each, facts.directorates)
    )
    lines = "\n".join(f"<p>{_text(line)}</p>" for line in about)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p><strong>{_text(until)}</strong></p>
{lines}
<form autocomplete="off" {data}>
{asked}
<fieldset>
<legend>Who answers</legend>
<label class="words" for="organisation">{ORGANISATION} ({NO_NAME})</label>
<input type="text" id="organisation" maxlength="200">
<p id="quoted">May what you write be printed, without your name?</p>
<div class="choices" role="radiogroup" aria-labelledby="quoted">
<label><input type="radio" name="quoted" value="yes">yes</label>
<label><input type="radio" name="quoted" value="no">no</label>
</div>
</fieldset>
<fieldset>
<legend>Send it back</legend>
<p>Nothing is sent by itself: this page works without a network. {_text(afterwards)}</p>
<noscript><p><strong>This browser does not run what is in the page: print it, fill it in by hand,
and send it back.</strong></p></noscript>
<button type="button" id="save">Save my answers as a file</button>
<button type="button" id="send">Put my answers into an e-mail</button>
<p id="said" role="status"></p>
<div id="mail" hidden>
<label class="words" for="text">The text of the e-mail</label>
<textarea id="text" rows="10" readonly></textarea>
</div>
</fieldset>
</form>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _question(one: Question, directorates: Sequence[str]) -> Iterator[str]:
    """A question: its ratings, those of each directorate, and its words."""
    number = one.number
    yield f"<fieldset>\n<legend>{_text(heading_of(one))}</legend>"
    if one.how.rates:
        yield '<div class="choices">'
        for rating in one.ratings:
            yield (
                f'<label><input type="radio" name="q{number}" data-what="rating" '
                f'data-number="{number}" value="{_text(rating)}">{_text(rating)}</label>'
            )
        yield (
            f'<label><input type="radio" name="q{number}" data-what="rating" '
            f'data-number="{number}" value="">cannot say</label>\n</div>'
        )
        if one.by_directorate and directorates:
            yield f'<div class="each"><p>{OF_EACH}:</p>'
            for place, name in enumerate(directorates):
                yield from _directorate(one, f"q{number}d{place}", name)
            yield "</div>"
    if one.how.takes_words:
        rows = 4 if one.how.rates else 7
        yield f'<label class="words" for="w{number}">{IN_WORDS}</label>'
        yield (
            f'<textarea id="w{number}" rows="{rows}" data-what="words" data-number="{number}" '
            'maxlength="20000"></textarea>'
        )
    yield "</fieldset>"


def _directorate(one: Question, name: str, directorate: str) -> Iterator[str]:
    options = "".join(
        f'<option value="{_text(rating)}">{_text(rating)}</option>' for rating in one.ratings
    )
    yield f'<label for="{name}">{_text(directorate)}</label>'
    yield (
        f'<select id="{name}" data-what="rating" data-number="{one.number}" '
        f'data-directorate="{_text(directorate)}"><option value="">not said</option>{options}'
        "</select>"
    )


def _text(text: str) -> str:
    return escape(one_line(text))
