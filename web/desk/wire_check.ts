// SPDX-License-Identifier: Apache-2.0
// Holds what api.ts says of the wire to what the service says (docs/spec/openapi.yaml): what it
// answers is what the desk takes, and what the desk sends is what it takes. tools/check_web.sh
// makes wire.ts and has this compiled; nothing of it runs.
import type * as desk from "./api";
import type * as wire from "./wire";

type Fits<Given extends Taken, Taken> = [Given, Taken];

export type Answers = [
  Fits<wire.Session, desk.Session>,
  Fits<wire.InventedPerson, desk.InventedPerson>,
  Fits<wire.LeadList, desk.LeadList>,
  Fits<wire.Lead, desk.Lead>,
  Fits<wire.Network, desk.Network>,
  Fits<wire.Linked, desk.Linked>,
  Fits<wire.Decision, desk.Decision>,
  Fits<wire.Import, desk.Import>,
  Fits<wire.Deed, desk.Deed>,
  Fits<wire.Task, desk.Task>,
  Fits<wire.Member, desk.Member>,
  Fits<wire.AddedOrganisation, desk.Organisation>,
  Fits<wire.Organisation, desk.Organisation>,
  Fits<wire.Invitation, desk.Invitation>,
  Fits<wire.OpenInvitation, desk.OpenInvitation>,
  Fits<wire.SetUp, desk.SetUp>,
  Fits<wire.Totp, desk.Totp>,
  Fits<wire.Account, desk.Account>,
  Fits<wire.OpenSession, desk.OpenSession>,
  Fits<wire.Provider, desk.Provider>,
  Fits<wire.IdentityList, desk.Identities>,
  Fits<wire.AccessList, desk.Accesses>,
  Fits<wire.Health, desk.Health>,
  Fits<wire.Pack, desk.Pack>,
  Fits<wire.Weights, desk.Weights>,
];
export type Requests = [
  Fits<desk.NewDecision, wire.NewDecision>,
  Fits<{ account: string | null }, wire.Assignment>,
  Fits<desk.NewAccount & { token: string }, wire.SettingUp>,
  Fits<desk.Brought, wire.ProviderAnswer>,
];
