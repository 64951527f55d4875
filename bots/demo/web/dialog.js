// The form on top of one person's screen: drawn, filled in, submitted, closed, and the focus taken in and back.
import { fresh, make } from "./dom.js";
import * as slack from "./slack.js";
import * as teams from "./teams.js";
import { say } from "./words.js";

const LOOKS = { slack, teams };

export class Dialog {
  constructor(person, place, below, does) {
    this.person = person;
    this.place = place; // where the dialog is put
    this.below = below; // what it covers
    this.does = does;
    this.drafts = new Map();
    this.known = "null";
    this.opener = null;
  }

  /** Draws the form if it is another than before; `mine` tells whether it was this person's own act that brought it. */
  draw(form, name, mine) {
    const now = JSON.stringify(form);
    if (now === this.known) return;
    const before = JSON.parse(this.known);
    this.known = now;
    this.drafts.clear();
    const inside = this.place.contains(document.activeElement);
    if (form) this.open(form, name, before, mine || inside);
    else this.shut(mine || inside);
  }

  open(form, name, before, focus) {
    if (!before && focus) this.opener = document.activeElement?.dataset?.key ?? null;
    const look = LOOKS[this.person.platform];
    const { title, draw, submit, close, actions } = look.frame(form);
    const counted = new Map();
    const at = {
      heading: "h4",
      key: (label) => `form-${label}`,
      press: (label) => { const nth = counted.get(label) ?? 0; counted.set(label, nth + 1); return () => this.send("press", { label, place: "form", nth }); },
      value: (id) => form.values[id],
      error: (id) => form.errors[id],
      changed: (label, kind, value) => this.drafts.set(label, { label, kind, value }),
    };
    const id = fresh("title");
    const heading = make("h3", { id, tabIndex: -1 }, title);
    const sheet = make(".sheet", { role: "dialog", "aria-modal": String(Boolean(focus)), "aria-labelledby": id, onkeydown: (event) => this.key(event),
      // Modal on this person's screen: while one is in it. The story beside it stays within reach.
      onfocusin: () => sheet.setAttribute("aria-modal", "true"),
      onfocusout: (event) => sheet.setAttribute("aria-modal", String(sheet.contains(event.relatedTarget))) },
      make("header", {}, heading, make("button.cross", { type: "button", "aria-label": say("form.close"), "data-key": "form-cross", onclick: () => this.send("close") }, "×")),
      make(".content", {}, draw(at)),
      make("footer", {}, make("span.private", {}, say("form.private", { name })), this.buttons(submit, close, actions, at)));
    this.place.replaceChildren(make(".veil"), sheet);
    this.place.hidden = false;
    this.below.inert = true;
    const content = sheet.querySelector(".content");
    // Whoever cannot use a mouse must be able to scroll what has no field in it.
    if (content.scrollHeight > content.clientHeight) { content.tabIndex = 0; content.setAttribute("role", "group"); content.setAttribute("aria-labelledby", id); }
    const errors = Object.values(form.errors);
    if (errors.length) this.does.spoken(say("says.errors", { error: errors[0] }));
    if (focus) (sheet.querySelector("[aria-invalid]") ?? heading).focus();
    else if (!before || before.title !== form.title) this.does.spoken(say("says.opened", { name, title }));
  }

  buttons(submit, close, actions, at) {
    if (actions) return actions(at);
    return make(".sk-actions", {},
      close && make("button.sk-button", { type: "button", "data-press": close, "data-key": "form-close", onclick: () => this.send("close") }, close),
      submit && make("button.sk-button.sk-first", { type: "button", "data-press": submit, "data-key": "form-submit", onclick: () => this.send("submit") }, submit));
  }

  shut(focus) {
    this.place.replaceChildren();
    this.place.hidden = true;
    this.below.inert = false;
    if (!focus) return;
    const back = this.opener && this.below.querySelector(`[data-key="${CSS.escape(this.opener)}"]`);
    (back ?? this.below).focus({ preventScroll: true });
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.send("close");
    }
  }

  send(deed, more = {}) {
    const fields = deed === "close" ? [] : [...this.drafts.values()];
    this.does.act(this.person.key, deed, { ...more, fields });
  }
}
