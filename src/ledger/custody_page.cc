// SPDX-License-Identifier: Apache-2.0
// One page without a script, for people who know nothing of logs: what happened, what is open, what
// is shown and what is not, how to check it.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utc.h"
#include "crypto/blake2b.h"
#include "crypto/sha256.h"
#include "embedded/packet_css.h"
#include "ledger/court_packet.h"
#include "ledger/internal/html.h"
#include "ledger/internal/packet_words.h"

namespace lodestar::ledger {
namespace {

using internal::kEnglish;
using internal::to_html;

constexpr const internal::PacketWords& kWords = kEnglish;

// Words with {} in them, which are ours.
template <typename... Values>
std::string fill(std::string_view words, const Values&... values) {
  return fmt::format(fmt::runtime(words), values...);
}

std::string day_of(std::uint64_t time_s) {
  const std::string day = fmt::format("{:%d %B %Y}", to_utc(time_s));
  return day.substr(day.front() == '0' ? 1 : 0);
}
std::string moment_of(std::uint64_t time_s) {
  return fmt::format("{}, {:%H:%M:%S} UTC", day_of(time_s), to_utc(time_s));
}

std::string grouped(const Hash& hash) {
  const std::string hex = crypto::to_hex(hash);
  std::string words;
  for (std::size_t at = 0; at < hex.size(); at += 8) {
    if (at > 0) words += ' ';
    words.append(hex, at, 8);
  }
  return words;
}

std::string with_thousands(std::uint64_t number) {
  const fmt::format_int digits(number);
  std::string words;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) words += ' ';
    words += digits.data()[at];
  }
  return words;
}

std::string sentence(const CustodyFinding& finding) {
  std::string words = to_words(finding);
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

class Page {
 public:
  explicit Page(const Packet& packet) : packet_(packet) {}

  std::string write() {
    head();
    summary();
    gaps();
    strip();
    history();
    limits();
    checking();
    glossary();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  // Markup is ours; values go through to_html() before they come here.
  template <typename... Values>
  void add(fmt::format_string<const Values&...> markup, const Values&... values) {
    fmt::format_to(std::back_inserter(out_), markup, values...);
  }

  const CustodyChain& chain() const { return packet_.chain; }
  std::string title() const {
    if (chain().holdings.empty()) return std::string(kWords.kicker);
    const std::string first = day_of(chain().holdings.front().from_s);
    const std::string last = day_of(chain().holdings.back().until_s);
    return first == last ? fill(kWords.title_day, first) : fill(kWords.title, first, last);
  }

  void head() {
    const std::string_view css = embedded::packet_css();
    add("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        kWords.language, crypto::sha256_base64(css), to_html(title()), css);
  }

  // Of values that are HTML already.
  void fact(std::string_view name, const std::string& value) {
    add("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  void summary() {
    add("<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n<p>{}</p>\n<dl class=\"facts\">\n", kWords.kicker,
        to_html(title()), kWords.intro);
    fact(kWords.holder, holder());
    fact(kWords.events, std::to_string(chain().steps.size()));
    fact(kWords.open, chain().findings.empty() ? std::string(kWords.none)
                                               : std::to_string(chain().findings.size()));
    add("</dl>\n<h2>{}</h2>\n<div class=\"card\"><dl class=\"rows\"><dt>SHA-256</dt>"
        "<dd><code>{}</code></dd><dt>Length</dt><dd>{} bytes</dd></dl>\n<p class=\"aside\">{}{}{}"
        "</p></div>\n",
        kWords.item, grouped(chain().item.hash), with_thousands(chain().item.length_bytes),
        kWords.item_is, packet_.input->is_measured ? " " : "",
        packet_.input->is_measured ? kWords.item_measured : "");
  }

  std::string holder() const {
    if (chain().holder.empty()) return std::string(kWords.nobody);
    const std::string name = to_html(chain().holder);
    if (chain().offer == 0) return name;
    const CustodyEvent& offer = chain().steps[chain().offer - 1].signed_event().event;
    return fmt::format("{} <small>{}</small>", name,
                       fill(kWords.offered_to, to_html(chain().called(offer.receiver()))));
  }

  void gaps() {
    add("<h2>{}</h2>\n", kWords.gaps);
    if (chain().findings.empty()) {
      add("<p>{}</p>\n", kWords.gaps_none);
    } else {
      add("<p>{}</p>\n<div class=\"open\"><ul>\n", kWords.gaps_intro);
      std::vector<CustodyFinding> findings = chain().findings;
      std::ranges::stable_partition(findings, [](const CustodyFinding& finding) {
        return finding.kind != CustodyFinding::Kind::late_entry;  // often many, and the mildest
      });
      for (const CustodyFinding& finding : findings) {
        const std::string words = sentence(finding);
        add("<li><a href=\"#{}\">{}</a></li>\n",
            event_name(std::max(finding.first, finding.second)), to_html(words));
      }
      out_ += "</ul></div>\n";
    }
    if (packet_.input->waiting > 0) {
      add("<p>{}</p>\n", fill(kWords.waiting, packet_.input->waiting));
    }
  }

  // A row for each holder, and one for nobody; bars as long as the time.
  void strip() {
    if (chain().holdings.empty()) return;
    std::vector<std::string> names;
    for (const Holding& holding : chain().holdings) {
      if (std::ranges::find(names, holding.holder) == names.end()) names.push_back(holding.holder);
    }
    constexpr double kLabels = 210, kWidth = 800, kRow = 26, kBar = 14, kLeast = 3;
    const std::uint64_t from_s = chain().holdings.front().from_s;
    const std::uint64_t until_s = std::max(chain().holdings.back().until_s, from_s + 1);
    const auto place = [&](std::uint64_t time_s) {
      const std::uint64_t inside = std::clamp(time_s, from_s, until_s) - from_s;
      return kLabels + (kWidth - kLabels - kLeast) * static_cast<double>(inside) /
                           static_cast<double>(until_s - from_s);
    };
    const double height = kRow * static_cast<double>(names.size()) + 22;
    add("<h2>{}</h2>\n<p class=\"aside\">{}</p>\n<svg class=\"strip\" role=\"img\" "
        "aria-label=\"{}\" viewBox=\"0 0 {} {}\">\n",
        kWords.strip, kWords.strip_says, kWords.strip, kWidth, height);
    for (std::size_t row = 0; row < names.size(); ++row) {
      const double top = kRow * static_cast<double>(row);
      add("<text x=\"0\" y=\"{}\">{}</text><line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n",
          top + 16, to_html(short_name(names[row])), kLabels, top + 12, kWidth, top + 12);
      for (const Holding& holding : chain().holdings) {
        if (holding.holder != names[row]) continue;
        const double left = place(holding.from_s);
        add("<rect class=\"{}\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" rx=\"3\">"
            "<title>{}</title></rect>\n",
            holding.holder.empty() ? "nobody" : "held", left, top + 5,
            std::max(kLeast, place(holding.until_s) - left), kBar,
            to_html(fmt::format("{}: {} - {}", name_of(holding.holder), moment_of(holding.from_s),
                                moment_of(holding.until_s))));
      }
    }
    add("<text class=\"when\" x=\"{}\" y=\"{}\">{}</text><text class=\"when\" x=\"{}\" y=\"{}\" "
        "text-anchor=\"end\">{}</text>\n</svg>\n",
        kLabels, height - 4, day_of(from_s), kWidth, height - 4, day_of(until_s));
  }
  static std::string name_of(const std::string& holder) {
    return holder.empty() ? std::string(kWords.nobody) : holder;
  }
  static std::string short_name(const std::string& holder) {
    constexpr std::size_t kMost = 30;  // bytes, cut between characters
    const std::string name = name_of(holder);
    // The id of a key is what tells two of one name apart: it stays.
    const std::string tail = name.substr(std::min(name.rfind(" (key "), name.size()));
    const std::size_t whole = name.size() - tail.size();
    std::size_t end = 0;
    while (end < whole) {
      const std::size_t next =
          end + std::max<std::size_t>(1, decode(std::string_view(name).substr(end)).length);
      if (next + tail.size() > kMost) break;
      end = next;
    }
    return end < whole ? name.substr(0, end) + "\u2026" + tail : name;
  }

  // Both are HTML already.
  void row(std::string_view name, const std::string& value) {
    add("<dt>{}</dt><dd>{}</dd>\n", name, value);
  }
  void person(std::string_view name, const VerifierKey& key) {
    row(name, fmt::format("{} <small>key {:08x}</small>", to_html(key.name), key.id));
  }
  std::string signature(const VerifierKey& key, Signed how) const {
    const std::string_view words = how == Signed::yes  ? kWords.holds
                                   : how == Signed::no ? kWords.missing
                                                       : kWords.false_;
    return fmt::format("{}: {}", to_html(chain().called(key)), words);
  }

  void history() {
    add("<h2>{}</h2>\n<p class=\"aside\">{}</p>\n<ol class=\"events\">\n", kWords.history,
        kWords.history_says);
    for (std::size_t number = 1; number <= chain().steps.size(); ++number) event(number);
    out_ += "</ol>\n";
  }

  static std::string_view heading(const CustodyStep& step) {
    if (!step.read) return "?";
    const CustodyKind kind = step.read->event.kind;
    const bool is_offer = kind == CustodyKind::handed_over && step.to == Signed::no;
    return is_offer ? kWords.offered : kWords.kinds.at(static_cast<std::size_t>(kind));
  }

  void event(std::size_t number) {
    const CustodyStep& step = chain().steps[number - 1];
    add("<li class=\"card\" id=\"{}\"><header><span class=\"number\">{}</span><h3>{}</h3></header>"
        "\n<dl class=\"rows\">\n",
        event_name(number), number, heading(step));
    if (step.read) {
      told(step);
    } else {
      row("", std::string(kWords.unreadable));
    }
    row(kWords.logged, fmt::format("{} <small>{}; entry {}</small>", moment_of(step.logged_s),
                                   kWords.log_clock, step.index));
    for (const PacketStamp& stamp : packet_.stamps[number - 1]) {
      row(kWords.stamped,
          fmt::format("{}, {}{}{}", moment_of(stamp.stamp.time_s), to_html(stamp.stamp.authority),
                      stamp.is_checked ? "" : "; ", stamp.is_checked ? "" : kWords.unchecked));
    }
    row(kWords.files,
        fmt::format("<code>{0}.note</code>, <code>{0}.tlog-proof</code>", event_name(number)));
    out_ += "</dl>\n";
    own_findings(number);
    out_ += "</li>\n";
  }

  void told(const CustodyStep& step) {
    const CustodyEvent& event = step.signed_event().event;
    row(kWords.happened,
        fmt::format("{} <small>{}</small>", moment_of(event.at_s), kWords.as_told));
    person(kWords.by, event.by);
    if (event.to) person(kWords.to, *event.to);
    for (std::size_t i = 0; i < kDetails; ++i) {
      const std::string& value = event.details[i].reveal();
      if (!value.empty()) row(kWords.details[i], to_html(value));
    }
    if (event.measured) {
      const bool is_same = *event.measured == event.item;
      row(kWords.measured, is_same ? std::string(kWords.same)
                                   : fmt::format("{}: <code>{}</code>, {} bytes", kWords.differs,
                                                 crypto::to_hex(event.measured->hash),
                                                 event.measured->length_bytes));
    }
    if (event.result) {
      row(kWords.result,
          fmt::format("<code>{}</code>, {} bytes", crypto::to_hex(event.result->hash),
                      event.result->length_bytes));
    }
    std::string signatures = signature(event.by, step.by);
    if (event.to) signatures += "<br>" + signature(*event.to, step.to);
    row(kWords.signatures, signatures);
    if (step.accepts > 0) row("", fill(kWords.answers, step.accepts));
  }

  void own_findings(std::size_t number) {
    std::string items;
    for (const CustodyFinding& finding : chain().findings) {
      if (std::max(finding.first, finding.second) != number) continue;
      items += fmt::format("<li>{}</li>", to_html(sentence(finding)));
    }
    if (!items.empty()) add("<div class=\"open\"><ul>{}</ul></div>\n", items);
  }

  void limits() {
    const std::string origin = to_html(packet_.accepted.checkpoint.origin);
    add("<div class=\"two\">\n<section><h2>{}</h2><p>{}</p><ul>\n", kWords.proves,
        kWords.proves_if);
    for (const std::string_view words : kWords.shown) {
      add("<li>{}</li>\n",
          words.find("{}") == words.npos ? std::string(words) : fill(words, origin));
    }
    for (const Standing& standing : packet_.accepted.witnesses) {
      add("<li>{}</li>\n",
          fill(kWords.witnessed, to_html(packet_.policy.witnesses[standing.witness].name),
               moment_of(standing.time_s)));
    }
    out_ += "</ul></section>\n";
    add("<section><h2>{}</h2><ul>\n", kWords.proves_not);
    for (const std::string_view words : kWords.not_shown) add("<li>{}</li>\n", words);
    const bool is_witnessed = !packet_.accepted.witnesses.empty();
    add("<li>{}</li>\n", is_witnessed ? kWords.whose_witness : kWords.unwitnessed);
    out_ += "</ul></section>\n</div>\n";
  }

  void step(std::string_view words, std::string_view commands) {
    add("<li>{}<pre>{}</pre></li>\n", words, commands);
  }

  void checking() {
    const std::string first = event_name(1);
    add("<h2>{}</h2>\n<p>{}</p>\n<ol class=\"steps\">\n", kWords.check, kWords.check_says);
    add("<li>{}\n", kWords.step_key);
    keys();
    out_ += "<pre>sha256sum log.key</pre></li>\n";
    step(kWords.step_sums, "sha256sum SHA256SUMS\nsha256sum -c SHA256SUMS");
    step(kWords.step_item, "sha256sum FILE");
    step(kWords.step_commitments,
         fmt::format("sha256sum -c commitments.sha256\ntail -c 32 {}.leaf | od -An -tx1", first));
    step(kWords.step_tree, "python3 check.py 'KEY'");
    step(kWords.step_signatures,
         "for s in *.sig; do k=${s%.sig}; printf '%s: ' \"$k\"\n"
         "  openssl pkeyutl -verify -pubin -inkey \"$k.pem\" \\\n"
         "    -rawin -in \"${k%.*}.text\" -sigfile \"$s\"\ndone");
    add("<li>{}</li>\n", kWords.step_page);
    step(kWords.step_lodestar,
         fmt::format("lodestar verify {0}.tlog-proof --policy policy --entry {0}.leaf", first));
    stamps();
    out_ += "</ol>\n";
  }

  // Whom everything rests on.
  void keys() {
    out_ += "<dl class=\"keys\">\n";
    const auto key = [&](std::string_view name, const std::string& value) {
      row(name, fmt::format("<code>{}</code>", to_html(value)));
    };
    key(kWords.log_key, to_string(packet_.log_key()));
    key(kWords.key_print, crypto::to_hex(crypto::sha256({key_file(packet_.log_key())})));
    for (const Standing& standing : packet_.accepted.witnesses) {
      const PolicyWitness& witness = packet_.policy.witnesses[standing.witness];
      key(fill(kWords.witness_key, to_html(witness.name)), to_string(witness.key));
    }
    out_ += "</dl>\n";
  }

  void stamps() {
    std::string commands;
    for (std::size_t i = 0; i < packet_.stamps.size(); ++i) {
      for (const PacketStamp& stamp : packet_.stamps[i]) {
        commands += fmt::format(
            "openssl ts -verify -data {}.committed -in {} -CAfile authorities.pem -attime {}\n",
            event_name(i + 1), stamp.file, stamp.stamp.time_s);
      }
    }
    if (!commands.empty()) step(kWords.step_stamps, commands);
  }

  void glossary() {
    add("<h2>{}</h2>\n<dl class=\"words\">\n", kWords.words);
    for (const auto& [word, meaning] : kWords.glossary) {
      add("<dt>{}</dt><dd>{}</dd>\n", word, meaning);
    }
    const Checkpoint& checkpoint = packet_.accepted.checkpoint;
    add("</dl>\n<p class=\"aside\">{}: {} entries, root <code>{}</code></p>\n",
        to_html(checkpoint.origin), with_thousands(checkpoint.head.size),
        crypto::to_hex(checkpoint.head.root));
  }

  const Packet& packet_;
  std::string out_;
};

}  // namespace

std::string custody_page(const Packet& packet) { return Page(packet).write(); }

}  // namespace lodestar::ledger
