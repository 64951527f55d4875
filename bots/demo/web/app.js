// The page: fetches the picture, draws it, and lets one thing be done at a time.
import { choice, make, redraw } from "./dom.js";
import { choose, chosen, dress } from "./choices.js";
import { Person } from "./person.js";
import { drawClock, drawStory, point } from "./story.js";
import * as wire from "./wire.js";
import { LANGUAGES, day, hour, load, say, speak, tell } from "./words.js";

const $ = (id) => document.getElementById(id);
const people = new Map();
let state = null;
let busy = 0;
let missed = false;
let acting = "";
let asked = 0;

const PLATFORMS = [{ value: "slack", words: "Slack" }, { value: "teams", words: "Teams" }];
const here = () => state.people.filter((each) => each.platform === chosen.platform);

let talk = 0;
/** Said to whoever listens instead of looking. */
function spoken(text) {
  clearTimeout(talk);
  $("spoken").append(make("p", {}, text));
  talk = setTimeout(() => $("spoken").replaceChildren(), 4000);
}

let hiding = 0;
function notice(text, stays = false) {
  clearTimeout(hiding);
  $("notice").textContent = text;
  if (text && !stays) hiding = setTimeout(() => notice(""), 6000);
}

const under = () => document.documentElement.dataset.busy === "true";

/** Does one thing at a time; the picture that it led to is drawn before the next. */
async function doing(person, deed, slow = "") {
  if (under()) return;
  busy = 1;
  asked += 1; // A picture from before the act is not drawn after it.
  acting = person;
  document.documentElement.dataset.busy = "true";
  const patience = setTimeout(() => notice(slow || say("says.busy"), true), slow ? 0 : 600);
  let word;
  try {
    word = await deed();
  } catch {
    word = "away";
  }
  clearTimeout(patience);
  busy = 0;
  // News that came meanwhile is fetched here, so that this act's own picture is the one drawn, and leads the focus.
  do { missed = false; await refresh(); } while (missed);
  acting = "";
  delete document.documentElement.dataset.busy;
  notice(word ? say(`says.${word}`) : "");
}

const does = {
  act: (person, deed, more) => doing(person, () => wire.act(person, deed, more)),
  look: (person, view) => { chosen.view[person] = view; draw(); },
  redraw: () => draw(),
  spoken,
};

// A button that is drawn anew while it is held down is not pressed: what came meanwhile waits until it is let go.
const LONGEST = 5000; // Milliseconds. Not every hold is told the end of, as when a menu of the browser's took it over.
let held = 0;
const presses = (event) => event.type === "keydown" ? event.key === " " && !event.repeat : event.isPrimary && event.button === 0;
for (const start of ["pointerdown", "keydown"]) addEventListener(start, (event) => { if (presses(event)) held = performance.now(); }, true);
for (const end of ["pointerup", "pointercancel", "keyup", "contextmenu"]) addEventListener(end, () => setTimeout(() => { held = 0; }), true);
addEventListener("blur", () => { held = 0; }); // The window's own: that of an element does not come up to here.

async function letGo() {
  while (held && performance.now() - held < LONGEST) await new Promise((soon) => setTimeout(soon, 20));
}

async function refresh() {
  const mine = ++asked;
  const fresh = await wire.state().catch(() => null);
  await letGo();
  if (!fresh || mine !== asked) return;
  const before = state;
  state = fresh;
  if (before) tellOf(before, fresh);
  draw();
}

function tellOf(before, now) {
  if (before.now !== now.now) spoken(say("says.time", { time: `${day(now.now)} ${hour(now.now)}` }));
  for (const each of here()) {
    const was = before.people.find((other) => other.key === each.key);
    if (was && each.lock.length > was.lock.length) spoken(say("says.message", { name: each.name.split(" ")[0] }));
  }
  const [was, is] = [before, now].map((each) => each.stories[chosen.platform]);
  if (is.at > was.at) spoken(`${say("story.step", { at: is.at + 1, of: is.steps.length })}: ${tell(`${is.steps[is.at]}.title`, { ...is.names, label: is.label })}`);
}

function draw() {
  const story = state.stories[chosen.platform];
  drawStory($("story"), story, state.tales, Boolean(busy), { show: () => doing("", show), tell: restart, other: otherPlatform() });
  drawClock($("clock"), state.now, Boolean(busy), (by) => doing("", () => wire.wind(by, chosen.platform)));
  drawBar(story);
  const phones = $("phones");
  const shown = here();
  if ([...phones.children].map((each) => each.dataset.person).join() !== shown.map((each) => each.key).join()) {
    people.clear();
    for (const each of shown) people.set(each.key, new Person(each, does));
    phones.replaceChildren(...[...people.values()].map((each) => each.whole));
  }
  for (const each of shown) {
    const person = people.get(each.key);
    person.whole.toggleAttribute("data-chosen", each.part === chosen.person);
    person.draw(each, state.now, chosen.view[each.key] ?? "chat", story.names, acting === each.key);
  }
  const target = point(story, chosen.view);
  // Only the chat itself is scrolled: the page stays where its reader is.
  const lines = target?.closest(".lines");
  if (lines && acting === "") lines.scrollTop = Math.max(lines.scrollTop, target.offsetTop + target.offsetHeight + 24 - lines.clientHeight);
}

function otherPlatform() {
  const { value, words } = PLATFORMS.find((each) => each.value !== chosen.platform);
  return { words, go: () => { choose("platform", value); drawControls(); draw(); } };
}

async function show() {
  const { control } = state.stories[chosen.platform];
  if (control.startsWith("view.")) return lookAll(control.slice(5));
  const who = here().find((each) => each.key === state.stories[chosen.platform].person);
  if (who) chosen.person = who.part;
  for (const each of here()) chosen.view[each.key] = "chat";
  return wire.show(chosen.platform);
}

function lookAll(view) {
  for (const each of here()) chosen.view[each.key] = view;
  draw();
  return wire.look(chosen.platform, `view.${view}`);
}

function drawBar(story) {
  const views = new Set(here().map((each) => chosen.view[each.key] ?? "chat"));
  redraw($("views"), choice({
    name: "views", label: say("views.name"), value: views.size === 1 ? [...views][0] : "",
    options: ["chat", "lock", "export"].map((value) => ({ value, words: say(`view.${value}`) })),
    chosen: (view) => doing("", () => lookAll(view)),
  }));
  redraw($("who"), choice({
    name: "who", label: say("person"), shown: false, value: chosen.person,
    options: here().map((each) => ({ value: each.part, words: story.names[each.part] })),
    chosen: (part) => { chosen.person = part; draw(); },
  }));
}

function drawControls() {
  const sizes = ["1", "2", "3"].map((value) => ({ value, words: "A", title: say(`size.${value}`), look: `size-${value}` }));
  redraw($("controls"),
    choice({ name: "platform", label: say("platform"), shown: false, options: PLATFORMS, value: chosen.platform, chosen: (value) => { choose("platform", value); draw(); } }),
    choice({ name: "language", label: say("language"), shown: false, options: LANGUAGES, value: chosen.language, chosen: (value) => { choose("language", value); translate(); } }),
    make(".group", { role: "group", "aria-label": say("display") },
      choice({ name: "size", label: say("size.name"), shown: false, options: sizes, value: chosen.size, chosen: (value) => { choose("size", value); draw(); } }),
      make("button.toggle", { type: "button", "aria-pressed": String(chosen.contrast === "more"), "data-key": "contrast", onclick: () => { choose("contrast", chosen.contrast === "more" ? "normal" : "more"); drawControls(); } }, say("contrast"))),
    make("button.again", { type: "button", "data-key": "again", onclick: () => restart() }, say("again.name")));
}

function restart(tale) {
  chosen.view = {};
  people.clear();
  $("phones").replaceChildren();
  doing("", () => wire.again(chosen.language, tale), say("again.busy"));
}

async function translate() {
  speak(chosen.language);
  drawControls();
  draw();
  await doing("", () => wire.speak(chosen.language), say("says.busy"));
}

async function begin() {
  dress();
  await load();
  speak(chosen.language);
  drawControls();
  notice(say("loading"), true);
  await refresh();
  notice("");
  if (state && state.people.every((each) => each.language !== chosen.language)) await translate();
  let was = false;
  wire.listen(
    () => { if (under()) missed = true; else refresh(); },
    (away) => { if (away !== was) notice(away ? say("says.away") : "", away); was = away; },
  );
}

begin();
