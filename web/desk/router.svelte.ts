// SPDX-License-Identifier: Apache-2.0
// Where the desk is: the path of the address, for which the server answers the same page.
export interface Place {
  page: string; // "" is the inbox
  id: string;
  query: URLSearchParams;
  typed: string; // what may be a person's: it goes with the place, and stands in no address
  fragment: string; // what no server is told: an invitation's token
}

function read(): Place {
  const [page = "", id = ""] = location.pathname.slice(1).split("/").map(decodeURIComponent);
  const state: unknown = history.state;
  const typed = typeof state === "string" ? state : "";
  const query = new URLSearchParams(location.search);
  return { page, id, query, typed, fragment: location.hash.slice(1) };
}

let now = $state.raw(read());

export const place = (): Place => now;

export function go(path: string, how: "push" | "replace" = "push", typed = ""): void {
  if (path === location.pathname + location.search && typed === now.typed) return;
  if (how === "push") history.pushState(typed, "", path);
  else history.replaceState(typed, "", path);
  now = read();
}

// Links of ours are followed in the page; all else as the browser does.
function follow(event: MouseEvent): void {
  const isPlain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!isPlain || event.defaultPrevented || link === null || link.target !== "") return;
  if (link.origin !== location.origin || link.hash !== "" || link.download !== "") return;
  event.preventDefault();
  go(link.pathname + link.search);
}

export function startRouter(): void {
  addEventListener("popstate", () => {
    now = read();
  });
  document.addEventListener("click", follow);
}
