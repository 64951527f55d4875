// Fields that both platforms have: each with its label, its hint and its error tied to it.
import { fresh, make } from "./dom.js";
import { say } from "./words.js";

function around(field, id, control) {
  return make(".field", { class: field.error ? "field wrong" : "field" },
    make("label", { for: id }, field.label, field.optional && make("span.optional", {}, ` (${field.optional})`)),
    control, notes(field, id));
}

const notes = (field, id) => [
  field.hint && make("p.hint", { id: `${id}-hint` }, field.hint),
  field.error && make("p.error", { id: `${id}-error` }, field.error),
];

const described = (field, id) => [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ") || null;

const common = (field, id) => ({
  id, "data-key": field.name, "aria-describedby": described(field, id), "aria-invalid": field.error ? "true" : null,
});

export function longText(field) {
  const id = fresh("field");
  const left = make("p.left", { "aria-hidden": "true" });
  const count = (text) => {
    const rest = (field.most ?? 2000) - text.length;
    left.textContent = rest <= 200 ? say("form.left", { count: rest }) : "";
  };
  const box = make("textarea", {
    ...common(field, id), rows: 2, value: field.value ?? "",
    oninput: () => { field.changed("text", box.value); count(box.value); },
  });
  count(box.value);
  return around(field, id, [box, left]);
}

export function oneLine(field) {
  const id = fresh("field");
  const box = make("input", {
    ...common(field, id), type: field.type ?? "text", value: field.value ?? "", oninput: () => field.changed("text", box.value),
  });
  return around(field, id, box);
}

export function dropdown(field) {
  const id = fresh("field");
  const given = field.options.some((each) => each.value === "") ? [] : [make("option", { value: "", disabled: true }, field.empty || say("form.choose"))];
  const list = make("select", {
    ...common(field, id),
    onchange: () => field.changed("one", field.options.find((each) => each.value === list.value).label),
  }, given, field.options.map((each) => make("option", { value: each.value }, each.label)));
  list.value = field.value ?? "";
  return around(field, id, list);
}

function group(field, lines) {
  const id = fresh("field");
  return make("fieldset", { class: field.error ? "field wrong" : "field", "aria-describedby": described(field, id) },
    make("legend", {}, field.label, field.optional && make("span.optional", {}, ` (${field.optional})`)),
    make(".options", {}, lines), notes(field, id));
}

const line = (input, option) => make("label.option", {}, input,
  make("span", {}, option.label, option.more && make("span.more", {}, ` ${option.more}`)));

const whole = (option) => (option.more ? `${option.label} ${option.more}` : option.label);

export function radios(field) {
  const name = fresh("radio");
  return group(field, field.options.map((option) => line(make("input", {
    type: "radio", name, value: option.value, checked: option.value === field.value, "data-key": `${field.name}-${option.value}`,
    onchange: () => field.changed("one", whole(option)),
  }), option)));
}

export function boxes(field) {
  const ticked = new Set(field.value ?? []);
  return group(field, field.options.map((option) => {
    const box = make("input", {
      type: "checkbox", value: option.value, checked: ticked.has(option.value), "data-key": `${field.name}-${option.value}`,
      onchange: () => {
        ticked[box.checked ? "add" : "delete"](option.value);
        field.changed("some", field.options.filter((each) => ticked.has(each.value)).map(whole));
      },
    });
    return line(box, option);
  }));
}
