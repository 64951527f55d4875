// Block Kit as a person sees it. Draws what the real adapter sent, and knows nothing of what it means.
import { link, make } from "./dom.js";
import { boxes, dropdown, longText, oneLine, radios } from "./fields.js";
import { say } from "./words.js";

export function blocks(list, at) {
  return list.map((block) => (DRAWN[block.type] ?? unknown)(block, at));
}

const words = (text) => text?.text ?? "";
const unknown = (block) => make("p.sk-unknown", {}, `[${block.type}]`);

const DRAWN = {
  header: (block, at) => make(at.heading, { class: "sk-header" }, words(block.text)),
  section: (block, at) => make(".sk-section", {},
    block.text && make("p", {}, words(block.text)),
    block.fields && make(".sk-fields", {}, block.fields.map((each) => make("p", {}, words(each)))),
    block.accessory && element(block.accessory, at)),
  context: (block) => make("p.sk-context", {}, block.elements.map(words).join(" ")),
  divider: () => make("hr.sk-divider"),
  actions: (block, at) => make(".sk-actions", {}, block.elements.map((each) => element(each, at))),
  rich_text: (block) => make(".sk-rich", {}, block.elements.map(rich)),
  input: (block, at) => input(block, at),
};

function rich(part) {
  const inside = part.elements.map(run);
  if (part.type === "rich_text_quote") return make("blockquote", {}, inside);
  return make("p", {}, inside);
}

function run(each) {
  if (each.type === "link") return link("link", each.text || each.url, each.url);
  return each.style?.bold ? make("strong", {}, each.text) : make("span", {}, each.text);
}

function element(each, at) {
  if (each.type !== "button") return unknown(each);
  const label = words(each.text);
  const look = { primary: "sk-first", danger: "sk-grave" }[each.style];
  return make("button.sk-button", {
    type: "button", class: `sk-button ${look ?? ""}`, "data-press": label, "data-key": at.key(label), onclick: at.press(label),
  }, label);
}

const options = (given) => (given.options ?? given.option_groups?.flatMap((group) => group.options) ?? []).map((each) => ({
  value: each.value, label: words(each.text), more: words(each.description),
}));

function input(block, at) {
  const label = words(block.label);
  const field = {
    name: block.block_id, label, hint: words(block.hint), optional: block.optional && say("form.optional"),
    value: at.value(block.block_id), error: at.error(block.block_id), most: block.element.max_length,
    options: options(block.element), type: { datepicker: "date", timepicker: "time" }[block.element.type],
    changed: (kind, value) => at.changed(label, kind, value),
  };
  switch (block.element.type) {
    case "plain_text_input": return block.element.multiline ? longText(field) : oneLine(field);
    case "datepicker": case "timepicker": return oneLine(field);
    case "radio_buttons": return radios(field);
    case "checkboxes": case "multi_static_select": return boxes(field);
    case "static_select": return dropdown(field);
    default: return unknown(block.element);
  }
}

/** What a form has round it: its title, its two buttons, and how to leave it. */
export function frame(form) {
  const { title, submit, close, blocks: list } = form.body;
  return { title: words(title), draw: (at) => blocks(list, at), submit: words(submit), close: words(close) };
}
