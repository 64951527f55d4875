// The guided story and the clock: what happens, what to notice, what to press next; and doing it for whoever asks.
import { make, redraw } from "./dom.js";
import { capital, day, hour, say, tell } from "./words.js";

/** One button for each story; the one being told is pressed. Choosing one begins it anew. */
const tales = (story, all, tell) => make(".tales", { role: "group", "aria-label": say("tale.name") }, all.map((each) =>
  make("button.tale", { type: "button", "aria-pressed": String(each === story.tale), "data-key": `tale-${each}`, onclick: () => tell(each) }, say(`tale.${each}`))));

export function drawStory(part, story, all, busy, { show, tell: begin, other }) {
  const key = story.steps[story.at];
  const holes = { ...story.names, label: story.label };
  const last = story.at === story.steps.length - 1;
  redraw(part,
    tales(story, all, begin),
    make(".over-title", {}, make("h2", { id: "story-name" }, say("story.name")), make("p.step", {}, say("story.step", { at: story.at + 1, of: story.steps.length }))),
    make("div.progress", { "aria-hidden": "true" }, story.steps.map((_, nth) => make("span", { class: nth < story.at ? "was" : nth === story.at ? "is" : "" }))),
    make("h3.step-title", {}, tell(`${key}.title`, holes)),
    make("p.happens", {}, tell(`${key}.happens`, holes)),
    make(".notice-this", {}, make("h4", {}, say("story.notice")), make("p", {}, tell(`${key}.notice`, holes))),
    make(".do-this", {}, make("h4", {}, say("story.do")), make("p", {}, tell(`${key}.do`, holes)),
      make("p.step-end", {}, last
        ? make("button.show", { type: "button", "data-key": "other", onclick: other.go }, say("story.other", { platform: other.words }))
        : make("button.show", { type: "button", disabled: busy, "data-key": "show", onclick: show }, say("story.show")),
        make("a.below", { href: "#people" }, say("story.below")))));
}

export function drawClock(part, now, busy, wind) {
  const button = (by, look) => make(`button.${look}`, { type: "button", disabled: busy, "data-key": `wind-${by}`, "data-control": by === "next" ? "clock" : null, onclick: () => wind(by) }, say(`clock.${by}`));
  redraw(part,
    make("h2.unseen", { id: "clock-name" }, say("clock.name")),
    make("p.now", {}, make("span.day", {}, capital(day(now))), " ", make("time.hour", {}, hour(now))),
    make(".winders", {}, button("next", "next"), button("hour", "little"), button("day", "little")));
}

/** Marks the control to press next, and what lies on the way to it when it is not in sight. */
export function point(story, views) {
  for (const each of document.querySelectorAll(".pointed")) each.classList.remove("pointed");
  const target = found(story, views);
  target?.classList.add("pointed");
  return target;
}

function found(story, views) {
  if (story.control === "clock") return document.querySelector('[data-control="clock"]');
  if (story.control.startsWith("view.")) return label(`#views input[value="${story.control.slice(5)}"]`);
  if (story.control === "show") return document.querySelector(".show");
  if (!story.person) return null;
  const whole = document.querySelector(`[data-person="${story.person}"]`);
  if (!whole) return null;
  if (getComputedStyle(whole).display === "none") return label(`#who input[value="${whole.dataset.part}"]`);
  if ((views[story.person] ?? "chat") !== "chat") return label(`[data-person="${story.person}"] input[value="chat"]`);
  const over = whole.querySelector(".over:not([hidden])");
  const scope = over ?? whole.querySelector(".app");
  // In a chat the newest is the last one; in a form the first is meant, as for a press.
  const named = (words) => [...scope.querySelectorAll("[data-press]")].filter((each) => each.dataset.press === words).at(over ? 0 : -1);
  const clock = () => (story.control === "press" ? document.querySelector('[data-control="clock"]') : null);
  const tab = (name) => scope.querySelector(`[data-key="tab-${name}"][aria-pressed="false"]`);
  const there = () => (story.home ? tab("home") : null);
  // Whoever went home does not see that a ping has come.
  return named(story.label) ?? over?.querySelector(".cross") ?? there() ?? named(story.open) ?? tab("messages") ?? clock();
}

const label = (selector) => document.querySelector(selector)?.closest("label");
