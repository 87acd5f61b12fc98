// SPDX-License-Identifier: Apache-2.0
// A draft for the person who is to certify the packet: what the log and this program can say is
// filled in, what only a person can say is left blank.
#include <fmt/format.h>

#include "crypto/sha256.h"
#include "ledger/court_packet.h"

namespace lodestar::ledger {
namespace {

// {0} origin, {1} key line, {2} its fingerprint, {3} item's hash, {4} its length, {5} measured,
// {6} events, {7} questions, {8} size, {9} root.
constexpr std::string_view kDraft = R"(DRAFT OF A CERTIFICATION. NOT SIGNED, NOT LEGAL ADVICE.

For a qualified person to complete, correct and sign, with the lawyer of the case. It follows what
Rule 902(13) and (14) of the Federal Rules of Evidence of the United States ask for: a record made
by an electronic process that gives an accurate result, and data that are identified by a digital
process. Courts differ, and other countries have other rules. Such a certification is about
authenticity alone; hearsay, relevance and how the file was obtained are other questions. Rule
902(11) also asks that the other side is given reasonable written notice before the trial, and this
certification and the record to examine.

Strike out what is not true of you. Where a line is blank, nobody can fill it in for you.


1. My name is _______________________________________________________________

   My position and employer: ________________________________________________

   My training and experience with digital evidence: ________________________

   __________________________________________________________________________

   I make this certification from my own knowledge and from the records named below.

2. The item. This certification is about one file of {4} bytes whose SHA-256 is

   {3}

   SHA-256 (FIPS 180-4) is computed from every byte of a file. No two different files with the same
   SHA-256 are known. I compared the file offered to the court with it

   on (date) ______________ with the program ________________________________

   and found that its SHA-256 is / is not the one above.
{5}
3. How the record is made. Each event in the custody of the item was written down as a text by the
   person who acted and signed by that person's own key (Ed25519, RFC 8032). The program computes
   SHA-256 of that text and of a random number, and adds it to a log whose entries are the leaves of
   a tree of hashes (RFC 6962). The log's keeper signs the size and the root of the tree. An entry
   that is changed or taken out afterwards gives another root, and the signature does not hold.

   Log: {0}
   Its key: {1}
   SHA-256 of that line (file log.key): {2}
   State: {8} entries, root {9}

   I had the log's key by this way, other than the packet: ___________________

   __________________________________________________________________________

4. The record. Events of this item in the packet, each with its proof that it is in the log: {6}.
   The program found {7}; custody.html tells what was found. The times,
   places and reasons in the events are those that the person who acted gave.

   SHA-256 of the packet's file SHA256SUMS: _________________________________

   __________________________________________________________________________

5. What I did. I followed the steps in custody.html, "How to check it without us"

   on (date) ______________ on the computer _________________________________

   with the versions of programs ____________________________________________

   Every step ended as the page says, but for: ______________________________

6. I do / do not know of anything, in the system or in its use, that makes this record inaccurate:

   __________________________________________________________________________

I declare under penalty of perjury that the foregoing is true and correct.

Signature: __________________________________   Date: ______________________

Place: ______________________________________
)";

std::string questions(std::size_t count) {
  if (count == 0) return "nothing that does not add up";
  return fmt::format("{} question{} that {} open", count, count == 1 ? "" : "s",
                     count == 1 ? "is" : "are");
}

}  // namespace

std::string certificate_draft(const Packet& packet) {
  const Checkpoint& checkpoint = packet.accepted.checkpoint;
  const std::string_view measured =
      "\n   The program measured the file again when it made the packet: it was the same.\n";
  return fmt::format(fmt::runtime(kDraft), checkpoint.origin, to_string(packet.log_key()),
                     crypto::to_hex(crypto::sha256({key_file(packet.log_key())})),
                     crypto::to_hex(packet.chain.item.hash), packet.chain.item.length_bytes,
                     packet.input->is_measured ? measured : "", packet.chain.steps.size(),
                     questions(packet.chain.findings.size()), checkpoint.head.size,
                     crypto::to_hex(checkpoint.head.root));
}

}  // namespace lodestar::ledger
