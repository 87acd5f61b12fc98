// SPDX-License-Identifier: Apache-2.0
// A network as large as the explorer must bear; no two runs differ.
export function largeNetwork(count) {
  const contacts = Array.from({ length: Math.floor(count / 4) }, (_, index) => ({
    ...{
      index,
      kind: index % 3 === 0 ? "telegram" : "phone",
      masked: `+99 ••• ••• ${index % 900}`,
    },
    postings: 2 + (index % 7),
  }));
  const day = (n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 19) + "Z";
  const groups = Array.from({ length: count - contacts.length }, (_, i) => ({
    ...{ id: `g${i}`, postings: 1 + ((i * 7919) % 97), words: `Invented text ${i}` },
    ...{ first: day(i % 300), last: day((i % 300) + 20) },
    places: [["Porto", "Beja", "Faro", "Huelva", "Leiria"][i % 5]],
  }));
  const edges = groups.flatMap(({ id, postings }, i) =>
    [Math.floor(i / 3), (i * 31) % contacts.length]
      .slice(0, i % 4 === 0 ? 2 : 1)
      .map((contact) => ({
        ...{ group: id, contact: contact % contacts.length, postings, weight: 100 + (i % 900) },
      })),
  );
  return { groups, contacts, edges, circuits: [] };
}
