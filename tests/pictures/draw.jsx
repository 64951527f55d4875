// Draws one view with a renderer that others made, and reads off the page what a person could.
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import * as AdaptiveCards from "adaptivecards";
import markdown from "markdown-it";
import "./frame.css";

// Harsher than Teams, so that what stays dead here stays dead there: HTML is let through.
const reader = markdown({ html: true });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = reader.render(text);
  result.didProcess = true;
};

const HOST = {
  supportsInteractivity: true,
  fontFamily: "'Segoe UI', Inter, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left" },
  containerStyles: { emphasis: { backgroundColor: "#F0F0F4" }, attention: { backgroundColor: "#FCEDED" } },
  inputs: { label: { requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } } },
};

const of = (tag, text, name) => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = name ?? "";
  return made;
};

function surface(kind) {
  const at = document.getElementById("at");
  at.className = kind;
  at.replaceChildren();
  return at;
}

function framed(kind, title) {
  const at = surface(kind);
  const body = document.createElement("div");
  body.className = "frame-body";
  at.append(of("h1", title, "frame-title"), body);
  return { at, body };
}

// Slack reads no markup in plain_text, and no emoji codes where `emoji` is false; this renderer reads both. So there
// the signs are hidden from it and put back on the page. Whatever is not plain_text comes to it as it is.
const HIDDEN = 0xe000;

function hidden(part) {
  if (Array.isArray(part)) return part.map(hidden);
  if (part === null || typeof part !== "object") return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, each]) => [key, hidden(each)]));
  if (part.type !== "plain_text") return copy;
  const signs = part.emoji === false ? /[!-/:-@[-`{-~]/g : /[!-/;-@[-`{-~]/g;
  return { ...copy, text: part.text.replace(signs, (sign) => String.fromCodePoint(HIDDEN + sign.codePointAt(0))) };
}

function shown(element) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const data = nodes.currentNode.data;
    const back = data.replace(/[\ue021-\ue07e]/g, (sign) => String.fromCodePoint(sign.codePointAt(0) - HIDDEN));
    if (back !== data) nodes.currentNode.data = back;
  }
}

// A list shows its choices only when it is open, and this renderer opens those that have the focus.
const opened = (blocks) =>
  blocks.map((block) =>
    block.element?.type === "static_select" ? { ...block, element: { ...block.element, focus_on_load: true } } : block,
  );

function slackBlocks(into, blocks) {
  const root = createRoot(into);
  flushSync(() => root.render(createElement(Message, { blocks: hidden(blocks), withoutWrapper: true })));
  shown(into);
  return root;
}

function slackLists(into, blocks) {
  const root = slackBlocks(into, opened(blocks));
  const lists = [...into.querySelectorAll("[id=static_select_popup]")];
  const choices = lists.flatMap((list) => words(list).split(/\n+/));
  root.unmount();
  return choices;
}

let listed = [];

window.slack = (view) => {
  const modal = view.type === "modal";
  const { at, body } = modal ? framed("slack modal", view.title.text) : { at: surface("slack message"), body: null };
  const into = body ?? at;
  listed = slackLists(into, view.blocks);
  slackBlocks(into, view.blocks);
  if (modal) {
    const foot = of("div", "", "frame-foot");
    for (const each of ["close", "submit"]) if (view[each]) foot.append(of("button", view[each].text, each));
    at.append(foot);
  }
  return [];
};

window.teams = (drawn) => {
  const dialog = "card" in drawn;
  const into = dialog ? framed("teams dialog", drawn.title).body : surface("teams message");
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(HOST);
  const context = new AdaptiveCards.SerializationContext();
  card.parse(dialog ? drawn.card.content : drawn.attachments[0].content, context);
  const faults = [];
  for (let n = 0; n < context.eventCount; n++) faults.push(`parse: ${context.getEventAt(n).message}`);
  for (const each of card.validateProperties().validationEvents) faults.push(`properties: ${each.message}`);
  into.append(card.render());
  return faults;
};

const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const words = (element) => (element?.innerText ?? "").trim();
const all = (what) => [...document.getElementById("at").querySelectorAll(what)];

function named(element) {
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const label = ids.map((id) => document.getElementById(id)).filter((each) => each && seen(each));
  return label.map(words).join(" ");
}

function labelFor(id) {
  const label = document.querySelector(`label[for="${id}"]`);
  return label && seen(label) ? words(label) : "";
}

// The Slack renderer ties no label to its input, so there the block that holds both is what counts.
function slackInputs() {
  return all(".slack_blocks_to_jsx__input").map((block) => {
    const label = block.querySelector("strong");
    const inputs = [...block.querySelectorAll("input, textarea")];
    const value = inputs.map((each) => (/radio|checkbox/.test(each.type) ? "" : each.value)).join("");
    return { label: label && seen(label) ? words(label) : "", controls: inputs.filter(seen).length, value };
  });
}

function teamsInputs() {
  const inputs = all("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const groups = all(".ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect");
  const single = inputs.map((each) => ({ label: named(each), controls: Number(seen(each)), value: each.matches("select") ? "" : each.value }));
  return single.concat(groups.map((each) => ({
    label: labelFor(each.id),
    controls: [...each.querySelectorAll("input")].filter(seen).length,
    value: "",
  })));
}

const TAGS = "a, b, strong, i, em, u, s, del, code, pre, img, script, iframe, ul, ol, li, blockquote, table, hr, h1, h2, h3, h4";

window.read = (platform) => ({
  text: document.getElementById("at").innerText,
  inputs: platform === "slack" ? slackInputs() : teamsInputs(),
  // A choice has its own words; the arrow of a list in Slack has none, and is not a button to us.
  buttons: all("button, [role=button]").filter((each) => seen(each) && !each.querySelector("svg")).map(words),
  headings: all("h1, h2, h3, [role=heading]").map(words),
  choices: all("option, .ac-input input + div + label, fieldset label").map((each) => each.textContent.trim()).concat(platform === "slack" ? listed : []),
  tags: all(TAGS).map((each) => [each.tagName.toLowerCase(), words(each)]),
});
