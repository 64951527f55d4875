// Adaptive Cards as a person sees them. Draws what the real adapter sent, and knows nothing of what it means.
import { link, make } from "./dom.js";
import { boxes, dropdown, longText, oneLine, radios } from "./fields.js";
import { say } from "./words.js";

export const cards = (activity) => (activity.attachments ?? []).map((each) => each.content).filter((each) => each?.body);

export function card(content, at) {
  return [...items(content.body, at), content.actions ? buttons(content.actions, at) : null];
}

const items = (list, at) => list.map((each) => spaced(each, (DRAWN[each.type] ?? unknown)(each, at)));
const unknown = (each) => make("p.tm-unknown", {}, `[${each.type}]`);

function spaced(each, drawn) {
  if (each.separator) drawn.classList.add("tm-line");
  if (each.spacing === "none") drawn.classList.add("tm-close");
  return drawn;
}

const look = (each) => ["tm-text", each.isSubtle && "tm-subtle", each.size && `tm-${each.size}`,
  each.weight === "bolder" && "tm-bolder", each.color && `tm-${each.color}`].filter(Boolean).join(" ");

const DRAWN = {
  TextBlock: (each, at) => make(each.style === "heading" ? at.heading : "p", { class: look(each) }, each.text),
  RichTextBlock: (each) => make("p.tm-text", { class: each.inlines.length === 1 ? look(each.inlines[0]) : "tm-text" },
    each.inlines.map((run) => (typeof run === "string" ? run : make("span", { class: look(run) }, run.text)))),
  Container: (each, at) => make("div", { class: `tm-container tm-is-${each.style ?? "default"}` }, items(each.items, at)),
  ActionSet: (each, at) => buttons(each.actions, at),
  FactSet: (each) => make("dl", {}, each.facts.map((fact) => [make("dt", {}, fact.title), make("dd", {}, fact.value)])),
  "Input.Text": (each, at) => (each.isMultiline ? longText(field(each, at)) : oneLine(field(each, at))),
  "Input.Date": (each, at) => oneLine({ ...field(each, at), type: "date" }),
  "Input.Time": (each, at) => oneLine({ ...field(each, at), type: "time" }),
  "Input.ChoiceSet": (each, at) => {
    if (each.isMultiSelect) return boxes({ ...field(each, at), value: String(at.value(each.id) ?? "").split(",").filter(Boolean) });
    return each.style === "compact" ? dropdown(field(each, at)) : radios(field(each, at));
  },
};

function field(each, at) {
  return {
    name: each.id, label: each.label, hint: "", optional: !each.isRequired && each.type !== "Input.ChoiceSet" && say("form.optional"),
    value: at.value(each.id), error: at.error(each.id), most: each.maxLength,
    empty: each.placeholder, options: (each.choices ?? []).map(({ title, value }) => ({ label: title, value })),
    changed: (kind, value) => at.changed(each.label, kind, value),
  };
}

function buttons(list, at) {
  return make(".tm-actions", {}, list.map((action) => {
    if (action.type === "Action.OpenUrl") return link("tm-button.tm-link", action.title, action.url);
    const style = { positive: "tm-first", destructive: "tm-grave" }[action.style] ?? "";
    return make("button", {
      type: "button", class: `tm-button ${style}`, "data-press": action.title, "data-key": at.key(action.title),
      onclick: at.press(action.title),
    }, action.title);
  }));
}

/** What a form has round it; in Teams its buttons belong to the card, here drawn where a dialog has them. */
export function frame(form) {
  return { title: form.title, draw: (at) => items(form.body.body, at), actions: (at) => buttons(form.body.actions ?? [], at) };
}
