// SPDX-License-Identifier: Apache-2.0
import { mount } from "svelte";
import { provideHost } from "../lead/host";
import { startTheme } from "../shared/theme";
import App from "./App.svelte";
import { keepFocus } from "./focus";
import { chip, kindOf, onReveal, shownValue, valueChip } from "./reveals.svelte";
import { startRouter } from "./router.svelte";
import { evidences, startWords, w } from "./words.svelte";

provideHost({ words: w, evidences, chip, valueChip, kindOf, maskedValue: shownValue, onReveal });
startTheme();
startRouter();
keepFocus();
const target = document.getElementById("desk");
if (target !== null) void startWords().then(() => mount(App, { target }));
