// What is left for others to see: the lock screen, and our model of an employer's export.
import { make } from "./dom.js";
import { capital, day, hour, say, shortDay } from "./words.js";

const SHOWN = 3;

export function locked(data, name, now) {
  const newest = [...data.lock].reverse();
  const rest = newest.length - SHOWN;
  return make(".phone", { role: "group", "aria-label": say("lock.of", { name }) },
    make(".glass", {},
      make("p.lock-day", {}, capital(day(now))),
      make("p.lock-hour", {}, hour(now)),
      make("ul.alerts", {}, newest.slice(0, SHOWN).map((alert) => note(alert, now))),
      newest.length === 0 ? make("p.lock-none", {}, say("lock.none")) : null,
      rest > 0 ? make("p.lock-more", {}, say("lock.more", { count: rest })) : null));
}

function note(alert, now) {
  const split = alert.text.indexOf(": ");
  const [app, text] = split > 0 ? [alert.text.slice(0, split), alert.text.slice(split + 2)] : ["", alert.text];
  const when = alert.at.slice(0, 10) === now.slice(0, 10) ? hour(alert.at) : `${shortDay(alert.at)} ${hour(alert.at)}`;
  return make("li", {}, make("img", { src: "mark.svg", alt: "", width: 30, height: 30 }),
    make("div", {}, make("p.from", {}, make("strong", {}, app), make("time", {}, when)), make("p", {}, text)));
}

const PLATFORMS = { slack: "Slack", teams: "Teams" };

export function exported(data, name) {
  return [
    make("h4", {}, say("export.title")),
    make("p.model", {}, say("export.model", { platform: PLATFORMS[data.platform] })),
    data.export.length
      ? make("ol.kept", { tabIndex: 0, "aria-label": say("export.title") }, data.export.map((line) => kept(line, name)))
      : make("p.empty", {}, say("export.none")),
  ];
}

function kept(line, name) {
  const [first, ...rest] = [...new Set(line.text.split("\n").filter(Boolean))];
  return make("li", { class: `is-${line.what}` },
    make(".when", {}, make("time", {}, `${shortDay(line.at)} ${hour(line.at)}`), make("span.what", {}, say(`export.${line.what}`, { name }))),
    make("p.first", {}, first), rest.length ? make("p.rest", {}, rest.join(" · ")) : null);
}
