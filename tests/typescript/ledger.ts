// SPDX-License-Identifier: Apache-2.0
// What the tests read with: the page's own modules, in one bundle.
export * from "../../web/ledger/bytes";
export * from "../../web/ledger/checkpoint";
export * from "../../web/ledger/ed25519";
export * from "../../web/ledger/merkle";
export * from "../../web/ledger/note";
export * from "../../web/ledger/opening";
export * from "../../web/ledger/policy";
export * from "../../web/ledger/proof";
export * from "../../web/ledger/refusal";
export * from "../../web/ledger/sha256";
