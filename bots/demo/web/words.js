// The page's own words, in the language chosen, with their holes filled; and times as they are read there.

let all = {};
let language = "nb";
const LOCALES = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" };

export const LANGUAGES = [
  { value: "nb", words: "Bokmål" },
  { value: "nn", words: "Nynorsk" },
  { value: "en", words: "English" },
];

export async function load() {
  all = await (await fetch("api/words")).json();
}

export function speak(chosen) {
  language = chosen in LOCALES ? chosen : "nb";
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  document.title = say("title");
}

const filled = (text, holes) => text.replace(/\{(\w+)\}/g, (whole, name) => holes[name] ?? whole);

export const say = (key, holes = {}) => filled(all[language][`page.${key}`] ?? key, holes);
export const tell = (key, holes) => filled(all[language][`story.${key}`] ?? key, holes);

// The workplace's wall clock comes as "2026-11-09T08:55", without a zone: it is printed as it stands.
const moment = (at) => new Date(`${at}:00Z`);
const shown = (at, options) => nynorsk(new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: "UTC" }).format(moment(at)));

// Chromium knows no nynorsk and answers in bokmål.
const NYNORSK = { man: "mån", tirs: "tys", tir: "tys", lør: "laur" };
const nynorsk = (text) => (language === "nn" ? text.replace(/^(man|tirs|tir|lør)(?=dag|\.)/, (day) => NYNORSK[day]) : text);

export const hour = (at) => at.slice(11);
export const day = (at) => shown(at, { weekday: "long", day: "numeric", month: "long" });
export const shortDay = (at) => shown(at, { weekday: "short", day: "numeric", month: "short" });
export const capital = (text) => text.charAt(0).toLocaleUpperCase(LOCALES[language]) + text.slice(1);
