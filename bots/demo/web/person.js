// One made-up person: who they are, and the three screens one can look at, each drawn anew only when it changed.
import { choice, initials, make, redraw } from "./dom.js";
import { Dialog } from "./dialog.js";
import { exported, locked } from "./left.js";
import * as slack from "./slack.js";
import * as teams from "./teams.js";
import { capital, day, hour, say } from "./words.js";

export class Person {
  constructor(data, does) {
    this.key = data.key;
    this.does = does;
    this.tab = "messages";
    this.known = {};
    this.seen = data.lock.length;
    this.head = make(".head");
    this.tabs = make(".tabs");
    this.app = make(".app", { tabIndex: -1, role: "group" });
    this.over = make(".over", { hidden: true });
    this.chat = make(".view.chat", {}, this.app, this.over);
    this.lock = make(".view.lock");
    this.export = make(".view.export");
    this.screen = make(".screen", { class: `screen is-${data.platform}` }, this.chat, this.lock, this.export);
    this.whole = make("section.person", { "data-person": data.key, "data-part": data.part, "aria-labelledby": `name-${data.key}` },
      this.head, this.tabs, this.screen);
    this.dialog = new Dialog(data, this.over, this.app, does);
  }

  /** `mine`: this person's own act has just been answered, so the focus goes where it led. */
  draw(data, now, view, names, mine) {
    this.data = data;
    this.name = data.name.split(" ")[0];
    const words = document.documentElement.lang;
    this.once("head", [words, data.is, names], () => redraw(this.head, this.heading(names)));
    const news = view === "lock" ? 0 : data.lock.length - this.seen;
    if (view === "lock") this.seen = data.lock.length;
    this.once("tabs", [words, view, news > 0], () => redraw(this.tabs, this.views(view, news > 0)));
    for (const [name, part] of Object.entries({ chat: this.chat, lock: this.lock, export: this.export })) part.hidden = name !== view;
    this.once("chat", [words, data.chat, data.home, data.trouble, this.tab], () => this.drawChat(data));
    this.once("lock", [words, data.lock, now], () => redraw(this.lock, locked(data, this.name, now)));
    this.once("export", [words, data.export], () => redraw(this.export, exported(data, this.name)));
    this.dialog.draw(data.form, this.name, mine);
  }

  once(part, what, draw) {
    const now = JSON.stringify(what);
    if (this.known[part] === now) return;
    this.known[part] = now;
    draw();
  }

  heading(names) {
    const { name, part, is } = this.data;
    return [
      make(".face", { "aria-hidden": "true", "data-part": part }, initials(name)),
      make(".named", {},
        make("h3", { id: `name-${this.key}` }, name),
        make("p", {}, say(`part.${is}`, names))),
      make("span.made-up", {}, say("made_up")),
    ];
  }

  views(view, news) {
    const options = ["chat", "lock", "export"].map((value) => ({
      value, words: [say(`view.${value}`), value === "lock" && news ? make("span.dot", {}, make("span.unseen", {}, ` (${say("new")})`)) : null],
    }));
    return choice({
      name: `view-${this.key}`, label: say("views.of", { name: this.name }), shown: false, options, value: view,
      chosen: (value) => this.does.look(this.key, value),
    });
  }

  drawChat(data) {
    this.app.setAttribute("aria-label", say("chat.of", { name: this.name }));
    const lines = this.app.querySelector(".lines");
    const low = !lines || lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    redraw(this.app, data.platform === "slack" ? this.slack(data) : this.teams(data));
    const after = this.app.querySelector(".lines");
    if (after && low) after.scrollTop = after.scrollHeight;
  }

  at(place, heading) {
    const counted = new Map();
    return {
      heading,
      key: (label) => `${place}-${label}`,
      press: (label) => { const nth = counted.get(label) ?? 0; counted.set(label, nth + 1); return () => this.does.act(this.key, "press", { label, place, nth }); },
    };
  }

  slack(data) {
    const go = (tab) => () => { this.tab = tab; if (tab === "home") this.does.act(this.key, "home"); else this.does.redraw(); };
    const tab = (name) => make("button", { type: "button", "aria-pressed": String(this.tab === name), "data-key": `tab-${name}`, onclick: go(name) }, say(`chat.${name}`));
    return [
      make(".sk-top", {}, make("span.sk-team", {}, "Eksempel AS")),
      make(".sk-app", {}, make("img", { src: "mark.svg", alt: "", width: 28, height: 28 }), make("strong", {}, "Innsjekk"), make(".sk-tabs", {}, tab("home"), tab("messages"))),
      this.tab === "home"
        ? make(".lines.sk-home", { tabIndex: 0, role: "group", "aria-label": say("chat.home") }, data.home ? slack.blocks(data.home.blocks, this.at("home", "h4")) : null)
        : this.lines(data, (line) => this.message(line, "sk-message", slack.blocks(line.body.blocks, this.at(line.id, "h4")))),
      this.tab === "messages" ? make("p.sk-shut", {}, say("chat.readonly")) : null,
      data.trouble ? make("p.trouble", { role: "alert" }, data.trouble) : null,
    ];
  }

  teams(data) {
    const box = make("input", { type: "text", "aria-label": say("chat.write"), placeholder: say("chat.write"), "data-key": "write", maxlength: 500 });
    const send = (event) => { event.preventDefault(); if (box.value.trim()) this.does.act(this.key, "write", { text: box.value }); };
    return [
      make(".tm-top", {}, make("img", { src: "mark.svg", alt: "", width: 28, height: 28 }), make("strong", {}, "Innsjekk"), make("span.tm-tab", {}, say("chat.messages"))),
      this.lines(data, (line) => (line.typed !== undefined
        ? make("li.tm-mine", {}, make("span.unseen", {}, `${say("chat.you", { name: this.name })}: `), make("time", {}, hour(line.at)), make("p", {}, line.typed))
        : this.message(line, "tm-message", teams.cards(line.body).map((content) => make(".tm-card", {}, teams.card(content, this.at(line.id, "h4"))))))),
      data.trouble ? make("p.trouble", { role: "alert" }, data.trouble) : null,
      make("form.tm-write", { onsubmit: send }, box, make("button", { type: "submit", "data-key": "send" }, say("chat.send"))),
    ];
  }

  lines(data, drawn) {
    let last = "";
    const items = data.chat.flatMap((line) => {
      const new_day = day(line.at);
      const split = new_day === last ? null : make("li.day", {}, make("span", {}, capital(new_day)));
      last = new_day;
      return [split, drawn(line)];
    });
    return make("ol.lines", { tabIndex: 0, "aria-label": say("chat.of", { name: this.name }) },
      items.length ? items : make("li.empty", {}, say("chat.empty")));
  }

  message(line, look, content) {
    return make(`li.${look}`, {},
      make("img", { src: "mark.svg", alt: "", width: 36, height: 36 }),
      make(".said", {}, make("p.by", {}, make("strong", {}, "Innsjekk"), make("span.badge", {}, say("chat.app")), make("time", {}, hour(line.at))), content));
  }
}
