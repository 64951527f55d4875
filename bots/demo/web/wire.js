// Everything that is asked of the demo's own server, on this computer; there is no other.

async function post(path, body) {
  const answer = await fetch(`api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Innsjekk": "demo" },
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({ says: "fault" }));
  return said.says ?? (answer.ok ? "" : "fault");
}

export const act = (person, deed, more = {}) => post("act", { person, do: deed, ...more });
export const wind = (by, platform) => post("wind", { by, platform });
export const show = (platform) => post("story", { do: "show", platform });
export const look = (platform, view) => post("story", { do: "look", platform, view });
export const speak = (language) => post("language", { language });
export const again = (language, tale) => post("again", { language, tale });
export const state = async () => (await fetch("api/state")).json();

/** Calls `changed` whenever something has, and `away` with true or false as the server goes and comes. */
export function listen(changed, away) {
  const stream = new EventSource("api/changes");
  stream.onmessage = () => { away(false); changed(); };
  stream.onerror = () => away(true);
}
