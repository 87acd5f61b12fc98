// SPDX-License-Identifier: Apache-2.0
// One lead in full.
import { HintName, isLead, Lead, review, Sample } from "./data";
import { Child, h } from "../shared/dom";
import { factsOf, say, summaryOf, titleOf } from "../lead/evidence";
import { areAllShown, kindOf, onReveal, toggleAll, valueChip } from "./identifiers";
import { runs } from "../lead/runs";
import { map } from "../lead/map";
import { Network, networkTable } from "../lead/network";
import { dateRange, dayOrTime, longDate, number, t } from "./strings";
import { template } from "../lead/templates";
import { stranger } from "../shared/text";
import { timePlace, timeTable } from "../lead/time_place";
import { tug } from "../lead/tug";

const section = (title: string, says: string, actions: Child[], ...body: Child[]): HTMLElement =>
  h(
    "section",
    {},
    h(
      "div",
      { class: "head" },
      h("h2", {}, title, says !== "" && [" ", h("span", { class: "says" }, `· ${says}`)]),
      ...actions,
    ),
    ...body,
  );

const standing = (lead: Lead): string | undefined =>
  lead.standing &&
  {
    new: t().newLong,
    grown: t().grownLong,
    shrunk: t().shrunkLong,
    unchanged: t().unchangedLong,
  }[lead.standing];

function opening(lead: Lead): Child[] {
  const state = standing(lead);
  const { started, counts } = review.run;
  return [
    h(
      "p",
      { class: "kicker" },
      h("span", { class: "tag" }, isLead(lead) ? t().tag : t().otherTag),
      state !== undefined &&
        h("span", { class: lead.standing === "unchanged" ? "tag" : "tag now" }, state),
      h(
        "span",
        {},
        started === null
          ? ""
          : t().foundFrom(longDate(started), t().postings(counts["postings"] ?? 0)),
      ),
    ),
    h("h1", { tabindex: -1 }, stranger(titleOf(lead))),
    h("p", { class: "say" }, isLead(lead) ? stranger(summaryOf(lead)) : t().otherSay),
    h(
      "p",
      { class: "facts" },
      factsOf(lead).map((fact, i) => h(i === 0 ? "b" : "span", {}, fact)),
      lead.templates_found > 0 && h("span", {}, t().texts(lead.templates_found)),
      lead.first !== null && lead.last !== null && h("span", {}, dateRange(lead.first, lead.last)),
      h("span", { class: "quiet mono" }, lead.id),
    ),
  ];
}

function evidence(lead: Lead, openPosting: (id: string) => void): HTMLElement {
  const how = h("p", { class: "note", hidden: true }, t().howText);
  const button = h(
    "button",
    {
      class: "link",
      type: "button",
      "aria-expanded": "false",
      onclick: () => {
        how.hidden = !how.hidden;
        button.setAttribute("aria-expanded", String(!how.hidden));
      },
    },
    t().how,
  );
  return section(t().why, "", [button], how, tug(lead, openPosting));
}

function hints(lead: Lead): HTMLElement {
  const order: HintName[] = ["benign", "business", "spam", "scam", "trafficking_concern"];
  return section(
    t().hints,
    t().hintsSay,
    [],
    h(
      "div",
      { class: "hints" },
      order.map((name) => {
        const share = lead.hints[name];
        const bar = h("i", { "aria-hidden": "true" });
        bar.style.setProperty("--share", String(share));
        const words =
          t().share[share === 0 ? 0 : share < 25 ? 1 : share < 50 ? 2 : share < 75 ? 3 : 4];
        return h("div", { class: "hint" }, h("b", {}, t().hint[name]), bar, h("span", {}, words));
      }),
    ),
  );
}

// Shows the first few and a button for the rest.
function folded(items: HTMLElement[], few: number): Child[] {
  if (items.length <= few + 1) return items;
  const rest = h("div", { class: "rest", hidden: true }, items.slice(few));
  const button = h(
    "button",
    {
      class: "btn after",
      type: "button",
      onclick: () => {
        rest.hidden = false;
        button.remove();
        rest.querySelector<HTMLElement>("button, a")?.focus();
      },
    },
    t().showMore(items.length - few),
  );
  return [...items.slice(0, few), rest, button];
}

function templates(lead: Lead): HTMLElement | false {
  if (lead.templates.length === 0) return false;
  const left = lead.templates_found - lead.templates.length;
  return section(
    t().template,
    t().templateSays,
    [],
    folded(lead.templates.map(template), 3),
    left > 0 && h("p", { class: "note after" }, t().moreTemplates(left)),
  );
}

// A picture and the table of the same rows, one at a time.
function picture(
  title: string,
  says: string,
  drawn: HTMLElement,
  table: () => HTMLElement,
  key?: string,
): HTMLElement {
  let tabular: HTMLElement | undefined;
  const button = h(
    "button",
    {
      class: "link",
      type: "button",
      "aria-pressed": "false",
      "data-table": key,
      onclick: () => {
        if (tabular === undefined) {
          tabular = table();
          drawn.after(tabular);
          tabular.hidden = true;
        }
        drawn.hidden = !drawn.hidden;
        tabular.hidden = !drawn.hidden;
        button.setAttribute("aria-pressed", String(drawn.hidden));
        button.textContent = drawn.hidden ? t().asPicture : t().asTable;
      },
    },
    t().asTable,
  );
  return section(title, says, [button], drawn);
}

function charts(lead: Lead): Child[] {
  const time = picture(t().timePlace, t().timeSays, timePlace(lead), () => timeTable(lead));
  const drawn = map(lead);
  const place = drawn !== undefined && section(t().map, t().mapSays, [], drawn);
  if (lead.groups === undefined) return [time, place];
  const left = (lead.groups_found ?? 0) - lead.groups.length;
  const network = picture(
    t().network,
    t().networkSays,
    new Network(lead).element,
    () => networkTable(lead),
    "network",
  );
  if (left > 0) network.append(h("p", { class: "note after" }, t().notDrawn(left)));
  return [h("div", { class: "two" }, network, time), place];
}

function revealButton(): HTMLElement {
  const button = h("button", {
    class: "link",
    type: "button",
    "aria-pressed": String(areAllShown()),
    onclick: toggleAll,
  });
  const say = (): void => {
    button.replaceChildren(areAllShown() ? t().hideAll : t().showAll, " ", h("kbd", {}, "m"));
    button.setAttribute("aria-pressed", String(areAllShown()));
  };
  onReveal(say);
  say();
  return button;
}

// Why a contact is listed but does not count among those that tie.
function cutNote(contact: number): Child {
  const reason = review.contacts[contact]?.cut;
  if (reason === undefined) return false;
  return h("small", { class: "quiet" }, ` ${t().tiesNothing(t().reasons[reason] ?? reason)}`);
}

function contacts(lead: Lead): HTMLElement | false {
  if (lead.contacts.length === 0) return false;
  const isNetwork = lead.ties !== undefined;
  const rows = lead.contacts.map(({ contact, postings }) => {
    const ties = (lead.ties ?? []).filter(([, one]) => one === contact).length;
    return h(
      "tr",
      {},
      h("td", {}, kindOf(contact)),
      h("td", {}, valueChip(contact), cutNote(contact)),
      h("td", { class: "n" }, number(postings)),
      isNetwork && h("td", { class: "n" }, number(ties)),
    );
  });
  const left = lead.contacts_found - lead.contacts.length;
  return section(
    t().contactsHead,
    "",
    [review.run.pseudonyms ? false : revealButton()],
    h("p", { class: "note" }, review.run.pseudonyms ? t().pseudonymous : t().courtesy),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t().kind),
            h("th", { scope: "col" }, t().value),
            h("th", { scope: "col", class: "n" }, t().count),
            isNetwork && h("th", { scope: "col", class: "n" }, t().inGroups),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
    left > 0 && h("p", { class: "note after" }, t().moreContacts(left)),
  );
}

// Under pseudonyms a name that says nothing but whether two are the same.
const sourceOf = (source: string): Child =>
  review.run.pseudonyms
    ? [`${t().fields["source"]} `, h("span", { class: "mono" }, source.slice(0, 10))]
    : stranger(source);

function posting(lead: Lead, sample: Sample): HTMLElement {
  const drawing = {
    against: (i: number) => (lead.evidence[i]?.points ?? 0) < 0,
    title: (i: number) => {
      const quoted = lead.evidence[i];
      return quoted === undefined ? "" : say(quoted).label;
    },
  };
  const place = sample.place !== undefined && h("span", {}, stranger(sample.place));
  return h(
    "article",
    { class: "post", "data-posting": sample.posting },
    h(
      "p",
      { class: "meta" },
      h("span", { class: "mono" }, stranger(sample.posting)),
      sample.time !== null && h("span", {}, dayOrTime(sample.time)),
      place,
      sample.source !== undefined && h("span", {}, sourceOf(sample.source)),
      sample.file !== undefined && h("span", {}, stranger(sample.file)),
    ),
    sample.title !== undefined && h("h3", { dir: "auto" }, runs(sample.title, drawing)),
    sample.text !== undefined && h("p", { class: "body", dir: "auto" }, runs(sample.text, drawing)),
    sample.phone !== undefined && h("p", {}, runs(sample.phone, drawing)),
    sample.text_left_out !== undefined && h("p", { class: "note" }, t().cut(sample.text_left_out)),
  );
}

function samples(lead: Lead): HTMLElement {
  const isQuoted = (sign: number): boolean =>
    lead.evidence.some((one) => one.points * sign > 0 && one.quotes.length > 0);
  return section(
    t().samples(number(lead.samples.length), number(lead.postings)),
    "",
    [],
    // Under pseudonyms texts come without marks.
    !review.run.pseudonyms &&
      h(
        "p",
        { class: "legend" },
        isQuoted(1) && h("span", {}, h("mark", { class: "q" }, t().legendFor)),
        isQuoted(-1) && h("span", {}, h("mark", { class: "q against" }, t().legendAgainst)),
        h("span", {}, h("span", { class: "s" }, t().legendSlot)),
        h("span", {}, h("span", { class: "mask" }, t().legendId)),
      ),
    folded(
      lead.samples.map((one) => posting(lead, one)),
      5,
    ),
    lead.samples.length < lead.postings && h("p", { class: "note after" }, t().allElsewhere),
  );
}

export function leadPage(lead: Lead): HTMLElement {
  const page: HTMLElement = h("article", { class: "page" });
  page.append(
    ...[
      ...opening(lead),
      ...(isLead(lead) ? [evidence(lead, (id) => showPosting(page, id)), hints(lead)] : []),
      templates(lead),
      ...charts(lead),
      contacts(lead),
      samples(lead),
      h("footer", { class: "foot" }, h("p", {}, t().foot1), h("p", {}, t().foot2)),
    ].filter((part): part is HTMLElement => part instanceof HTMLElement),
  );
  return page;
}

export function showPosting(page: HTMLElement, id: string): void {
  const all = [...page.querySelectorAll<HTMLElement>("[data-posting]")];
  const one = all.find((element) => element.dataset["posting"] === id);
  if (one === undefined) return;
  const rest = one.closest<HTMLElement>(".rest");
  if (rest !== null && rest.hidden) {
    rest.hidden = false;
    rest.nextElementSibling?.remove();
  }
  for (const element of all) element.classList.toggle("found", element === one);
  one.scrollIntoView({ block: "center" });
}
