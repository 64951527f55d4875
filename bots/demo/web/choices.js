// What whoever looks at the page has chosen for themselves; remembered in this browser only.

const KEY = "innsjekk.demo";
const FIRST = { language: "nb", platform: "slack", size: "1", contrast: "normal", view: {}, person: "employee" };

function read() {
  try {
    return { ...FIRST, ...JSON.parse(localStorage.getItem(KEY) ?? "{}"), view: {}, person: "employee" };
  } catch {
    return { ...FIRST };
  }
}

export const chosen = read();

export function choose(name, value) {
  chosen[name] = value;
  const { language, platform, size, contrast } = chosen;
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, platform, size, contrast }));
  } catch { /* a browser that remembers nothing shows the page all the same */ }
  dress();
}

export function dress() {
  document.documentElement.dataset.size = chosen.size;
  document.documentElement.dataset.contrast = chosen.contrast;
  document.documentElement.dataset.platform = chosen.platform;
}
