// SPDX-License-Identifier: Apache-2.0
// Whoever works by keyboard is not sent back to where the page begins: where what has the focus
// goes, what stands before it has it; where it was switched off for a while, it has it again.
const FOCUSABLE =
  "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, " +
  '[tabindex="0"], h1[tabindex]';

const isSeen = (one: HTMLElement): boolean => one.checkVisibility({ visibilityProperty: true });
function firstIn(all: Iterable<Element>, isLast: boolean): HTMLElement | undefined {
  for (const one of all) {
    const found = [one, ...one.querySelectorAll(FOCUSABLE)].filter(
      (each): each is HTMLElement =>
        each instanceof HTMLElement && each.matches(FOCUSABLE) && isSeen(each),
    );
    if (found.length > 0) return isLast ? found.at(-1) : found[0];
  }
  return undefined;
}

// Around an element, from within: each parent with what stood before the way to the element.
interface Around {
  parent: Element;
  at: number;
}
function aroundOf(element: Element): Around[] {
  const all: Around[] = [];
  for (let one = element; one.parentElement !== null; one = one.parentElement)
    all.push({ parent: one.parentElement, at: [...one.parentElement.children].indexOf(one) });
  return all;
}
function placeIn(around: Around[]): HTMLElement | undefined {
  for (const { parent, at } of around) {
    if (!parent.isConnected) continue;
    if (parent.matches("#page, .desk, main, body")) break; // another page, as it were
    const all = [...parent.children];
    const found = firstIn(all.slice(0, at).reverse(), true) ?? firstIn(all.slice(at), false);
    if (found !== undefined) return found;
  }
  const page = document.querySelector<HTMLElement>("#page");
  return page?.querySelector<HTMLElement>("h1[tabindex]") ?? page ?? undefined;
}

interface Spot {
  element: HTMLElement;
  around: Around[];
}
export function keepFocus(): void {
  let inPage: Spot | undefined;
  let inDialog: Spot | undefined;
  let frame = 0;
  const dialog = (): Element | null => document.querySelector("dialog[open]");
  function mend(): void {
    frame = 0;
    const now = document.activeElement;
    const spot = dialog() === null ? inPage : inDialog;
    if (spot === undefined || (now !== null && now !== document.body)) return;
    const { element, around } = spot;
    if (!element.isConnected) placeIn(around)?.focus({ preventScroll: true });
    else if (element.matches(FOCUSABLE) && isSeen(element)) element.focus({ preventScroll: true });
  }
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const spot = { element: target, around: aroundOf(target) };
    if (target.closest("dialog") === null) inPage = spot;
    else inDialog = spot;
  });
  // She who points beside everything, or goes on into the browser's own bars, wants no focus here.
  function forget(): void {
    if (dialog() === null) inPage = undefined;
    else inDialog = undefined;
  }
  document.addEventListener("pointerdown", forget, { capture: true });
  document.addEventListener("keydown", ({ key }) => key === "Tab" && forget(), { capture: true });
  function ask(): void {
    if (frame === 0) frame = requestAnimationFrame(mend);
  }
  document.addEventListener("focusout", ask); // a browser takes it late from what is hidden
  new MutationObserver(ask).observe(document.body, {
    ...{ childList: true, subtree: true },
    ...{ attributes: true, attributeFilter: ["disabled", "open"] },
  });
}
