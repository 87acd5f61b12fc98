// SPDX-License-Identifier: Apache-2.0
#include "desk/access_words.h"

#include "base/assert.h"

namespace lodestar::desk {
namespace {

struct Words {
  Denial denial;
  std::string_view says;
  std::string_view to_do;
};

constexpr std::array<Words, kCountOf<Denial>> kWords{{
    {Denial::roles_do_not_mix, "This account holds roles that nobody may hold together.",
     "Ask your administrator for a second account: care apart from justice, and administration, "
     "oversight and a person's own access each alone."},
    {Denial::role_not_held, "This account does not hold the role in which this was asked.",
     "Act in a role of yours, or ask your administrator for it."},
    {Denial::no_rule, "No rule allows this to your role, here, for this purpose.",
     "Ask a colleague whose work it is. If it should be yours, ask your data-protection officer: "
     "the rules are in the guide, and nobody can override them."},
    {Denial::no_recipient, "Sharing needs an organisation to share with.",
     "Choose the organisation that is to receive it."},
    {Denial::confirm_again, "This asks for a fresh proof that it is you.",
     "Confirm with your passkey or code, then do it again within five minutes."},
    {Denial::not_yours, "This is about somebody else.",
     "Your own access shows what is about you. If something about you is missing, ask the "
     "organisation that helps you."},
    {Denial::kept_apart,
     "Care and justice are kept apart. You cannot be told whether anything is here.",
     "Only the person's own consent, for this purpose and your organisation, opens it. She can "
     "give it to whom she trusts; do not press for it."},
    {Denial::other_organisation, "Another organisation holds this.",
     "Ask that organisation to share it with yours."},
    {Denial::no_consent, "The person has not consented to this purpose, recipient and field.",
     "Ask her whether she wants it, in her language, and write down what she says."},
    {Denial::consent_not_begun, "The person's consent begins later.",
     "Wait until it begins, or ask her whether it may be sooner."},
    {Denial::consent_ended, "The person's consent has ended.",
     "Ask her whether she wants to renew it."},
    {Denial::consent_withdrawn, "The person has withdrawn her consent.",
     "Stop using it. Ask her again only if she brings it up."},
    {Denial::no_emergency, "This is open only in an emergency.",
     "Where a life is in danger, ask a second person of your organisation, on your side, to "
     "approve "
     "access for at most 24 hours. Otherwise ask the person for consent."},
    {Denial::emergency_other_matter, "The emergency access is for somebody or something else.",
     "Name the emergency access that you asked for yourself, for this person and this field."},
    {Denial::emergency_second_person, "Emergency access takes a second person.",
     "Ask a colleague of the organisation that holds this and of the same side, care or justice. "
     "An "
     "administrator cannot approve it."},
    {Denial::emergency_too_long, "Emergency access lasts at most 24 hours.",
     "Ask for a shorter one."},
    {Denial::emergency_no_notice, "No notice of the emergency access has been sent.",
     "Send it to the person; where that would endanger her, to your auditor."},
    {Denial::emergency_not_now, "The emergency access has not begun, or is over.",
     "If the danger is still there, ask for a new one."},
    {Denial::retention_over, "The time for which this may be kept is over.",
     "It can only be erased. Ask your data-protection officer if a law obliges you to keep it."},
    {Denial::tlp_green, "TLP:GREEN: for the community, not for the public.",
     "Ask the organisation that set the marking whether it may be published."},
    {Denial::tlp_amber, "TLP:AMBER: for the organisation that holds it and those it was given for.",
     "Ask the organisation that set the marking to add the other one."},
    {Denial::tlp_amber_strict, "TLP:AMBER+STRICT: for the organisation that holds it, no other.",
     "Ask the organisation that set the marking to share it itself."},
    {Denial::tlp_red, "TLP:RED: for named people only, and they pass nothing on.",
     "Ask one of those named to act, or the organisation that set the marking to name you."},
    {Denial::pap_green, "PAP:GREEN: may be acted on, not published.",
     "Ask the organisation that set the marking."},
    {Denial::pap_amber, "PAP:AMBER: may be looked up, not acted on where it could be noticed.",
     "Ask the organisation that set the marking before anybody is alerted."},
    {Denial::pap_red, "PAP:RED: nothing that leaves a trace outside.",
     "Work with what is here, or ask the organisation that set the marking."},
}};

consteval bool are_in_order() {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (index_of(kWords[i].denial) != i) return false;
  }
  return true;
}
static_assert(are_in_order());

const Words& words_of(Denial denial) {
  LODESTAR_ASSERT(index_of(denial) < kWords.size());
  return kWords[index_of(denial)];
}

}  // namespace

std::string_view say_denial(Denial denial) { return words_of(denial).says; }

std::string_view what_to_do(Denial denial) { return words_of(denial).to_do; }

}  // namespace lodestar::desk
