// Making elements, and nothing else. Text is always text: no markup is ever read from it.

/** make("button.main", {type: "button", onclick: f}, "words", other, …) */
export function make(what, given = {}, ...inside) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (["value", "checked", "disabled", "hidden", "inert", "tabIndex", "htmlFor"].includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.flat(9).filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** An address on this computer can be followed; any other is only shown, for the demo asks nobody for anything. */
export function link(what, words, url) {
  const { hostname, protocol } = new URL(url);
  if (protocol !== "http:" || hostname !== "127.0.0.1") return make(`span.${what}`, {}, words);
  return make(`a.${what}`, { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** Keeps where the reader was when a part is drawn again: its scrolling, and the focus if that has a data-key. */
export function redraw(part, ...inside) {
  const focused = part.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  part.replaceChildren(...inside.flat(9).filter(Boolean));
  if (focused) part.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** One of several, as a row of radio buttons that looks like one control. */
export function choice({ name, label, options, value, chosen, shown = true }) {
  return make(
    "fieldset.choice", { "data-name": name },
    make(shown ? "legend" : "legend.unseen", {}, label),
    make(".row", {}, options.map(({ value: each, words, title, look }) =>
      make("label", look ? { class: look } : {},
        make("input", {
          type: "radio", name, value: each, checked: each === value, "data-key": `${name}-${each}`, "aria-label": title,
          onchange: () => chosen(each),
        }),
        make("span", title ? { title } : {}, words)))),
  );
}

let last = 0;
/** A name that no other element has. */
export const fresh = (prefix) => `${prefix}-${++last}`;

/** The initials of a name. */
export const initials = (name) => name.split(" ").map((part) => part[0]).join("").slice(0, 2);
