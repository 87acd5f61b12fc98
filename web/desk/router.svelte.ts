// SPDX-License-Identifier: Apache-2.0
// Where the desk is: the path of the address, for which the server answers the same page.
export interface Place {
  page: string; // "" is the inbox
  id: string;
  query: URLSearchParams;
}

function read(): Place {
  const [page = "", id = ""] = location.pathname.slice(1).split("/").map(decodeURIComponent);
  return { page, id, query: new URLSearchParams(location.search) };
}

let now = $state.raw(read());

export const place = (): Place => now;

export function go(path: string, how: "push" | "replace" = "push"): void {
  if (path === location.pathname + location.search) return;
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  now = read();
}

// Links of ours are followed in the page; all else as the browser does.
function follow(event: MouseEvent): void {
  const isPlain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!isPlain || event.defaultPrevented || link === null || link.target !== "") return;
  if (link.origin !== location.origin || link.hash !== "") return;
  event.preventDefault();
  go(link.pathname + link.search);
}

export function startRouter(): void {
  addEventListener("popstate", () => {
    now = read();
  });
  document.addEventListener("click", follow);
}
