// SPDX-License-Identifier: Apache-2.0
// Keys, by what the event calls them. What was bound last is asked first; a handler that returns
// false leaves the key to the next.
type Handler = () => boolean | void;
export type Keys = Record<string, Handler>;

const bound: Keys[] = [];

const release = (keys: Keys) => (): void => {
  bound.splice(bound.indexOf(keys), 1);
};
export function bind(keys: Keys): () => void {
  bound.unshift(keys);
  return release(keys);
}
// For a frame, whose parts are there before it is: asked last.
export function bindUnder(keys: Keys): () => void {
  bound.push(keys);
  return release(keys);
}

const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && !["checkbox", "radio", "range"].includes(target.type)) ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

// Where nothing is written, a key is a key; in a field only Escape is.
function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") !== null) return;
  if (isTyping(event.target) && event.key !== "Escape") return;
  for (const keys of [...bound]) {
    const handler = keys[event.key];
    if (handler === undefined || handler() === false) continue;
    event.preventDefault();
    return;
  }
}

export function startKeys(): () => void {
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
