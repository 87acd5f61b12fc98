// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace lodestar::detect::internal {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// What stands before the first `mark`; the rest stays, without it.
std::string_view take_until(std::string_view& rest, std::string_view mark) {
  const std::size_t at = rest.find(mark);
  const std::string_view head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + mark.size());
  return head;
}

// Two passes, so that a rule may be used before its line: first names, then alternatives.
class Reader {
 public:
  Reader(std::string_view file, std::string_view bytes) : file_(file), bytes_(bytes) {
    grammar_.language = file.substr(0, file.find('.'));
  }

  Result<Grammar> read() {
    LODESTAR_TRY(each_line([this](auto name, auto) { return declare(name); }));
    alternatives_.resize(grammar_.names.size());
    const std::size_t locals = grammar_.local_names.size();
    grammar_.of_sector.assign(grammar_.sectors.size() * locals, kNoRule);
    for (std::size_t rule = 0; rule < sector_of_.size(); ++rule) {
      if (grammar_.names[rule][0] != '.') continue;
      const std::size_t local = find_local(grammar_.names[rule]);
      grammar_.of_sector[sector_of_[rule] * locals + local] = static_cast<RuleId>(rule);
    }
    if (std::ranges::count(grammar_.of_sector, kNoRule) != 0) {
      return wrong("every sector must have the same rules");
    }
    LODESTAR_TRY(each_line([this](auto name, auto rest) { return define(name, rest); }));
    for (const auto& of_rule : alternatives_) {
      const auto first = static_cast<std::uint32_t>(grammar_.alternatives.size());
      for (const Range& one : of_rule) grammar_.alternatives.push_back(one);
      grammar_.rules.push_back({first, static_cast<std::uint32_t>(grammar_.alternatives.size())});
    }
    return std::move(grammar_);
  }

 private:
  Error wrong(std::string_view what) const {
    return {Code::invalid, fmt::format("{}, line {}: {}", file_, line_, what)};
  }

  template <typename Take>
  Status each_line(Take take) {
    std::string_view rest = bytes_;
    sector_ = 0;
    for (line_ = 1; !rest.empty(); ++line_) {
      std::string_view line = trim(take_until(rest, "\n"));
      if (line.empty() || line[0] == '#') continue;
      if (line.starts_with("sector ")) {
        LODESTAR_TRY(enter(trim(line.substr(7))));
        continue;
      }
      if (line.find(':') == std::string_view::npos) return wrong("a line is `name: words`");
      const std::string_view name = trim(take_until(line, ":"));
      LODESTAR_TRY(take(name, trim(line)));
    }
    return {};
  }

  Status enter(std::string_view sector) {
    if (sector == "-") return {};
    const auto found = std::ranges::find(grammar_.sectors, sector);
    sector_ = static_cast<std::size_t>(found - grammar_.sectors.begin());
    if (found == grammar_.sectors.end()) grammar_.sectors.push_back(sector);
    return {};
  }

  std::size_t find_local(std::string_view name) const {
    const auto found = std::ranges::find(grammar_.local_names, name);
    return static_cast<std::size_t>(found - grammar_.local_names.begin());
  }

  std::string key(std::string_view name) const {
    return name[0] == '.' ? fmt::format("{}{}", sector_, name) : std::string(name);
  }

  Status declare(std::string_view name) {
    if (name.starts_with("outline ")) return {};
    if (name.empty()) return wrong("a rule has no name");
    if (!ids_.emplace(key(name), static_cast<RuleId>(grammar_.names.size())).second) return {};
    grammar_.names.push_back(name);
    sector_of_.push_back(sector_);
    if (name[0] == '.' && find_local(name) == grammar_.local_names.size()) {
      grammar_.local_names.push_back(name);
    }
    return {};
  }

  Status define(std::string_view name, std::string_view rest) {
    if (name.starts_with("outline ")) return add_outline(trim(name.substr(8)), rest);
    const RuleId rule = ids_.at(key(name));
    while (!rest.empty()) {
      const std::string_view words = trim(take_until(rest, " | "));
      LODESTAR_TRY(add_alternative(rule, words == "~" ? std::string_view{} : words));
    }
    return {};
  }

  // The pieces of choices inside come to lie before its own.
  Status add_alternative(RuleId rule, std::string_view words) {
    std::vector<GrammarPiece> pieces;
    while (!words.empty()) {
      const std::size_t at = std::min(words.find_first_of("<{%["), words.size());
      if (at > 0) pieces.push_back({.words = words.substr(0, at)});
      words.remove_prefix(at);
      if (words.empty()) break;
      pieces.push_back(LODESTAR_TRY(words[0] == '%'   ? take_invented(words)
                                    : words[0] == '[' ? take_choice(words)
                                                      : take_reference(words)));
    }
    const auto first = static_cast<std::uint32_t>(grammar_.pieces.size());
    grammar_.pieces.insert(grammar_.pieces.end(), pieces.begin(), pieces.end());
    alternatives_[rule].push_back({first, static_cast<std::uint32_t>(grammar_.pieces.size())});
    return {};
  }

  // A rule by name: its number, or for a sector's the number of the local name.
  Result<RuleId> refer(std::string_view name) const {
    if (!name.empty() && name[0] == '.') {
      const std::size_t local = find_local(name);
      if (local < grammar_.local_names.size()) return static_cast<RuleId>(local);
    } else if (const auto found = ids_.find(std::string(name)); found != ids_.end()) {
      return found->second;
    }
    return wrong(fmt::format("no rule is called {}", name));
  }

  Status add_outline(std::string_view kind, std::string_view rest) {
    Outline outline{.kind = kind};
    for (auto* part : {&outline.first, &outline.some, &outline.last}) {
      std::string_view names = trim(take_until(rest, "/"));
      while (!names.empty()) {
        const std::string_view name = take_until(names, " ");
        if (name == "contact" || name.ends_with("_contact") || name == "xcontact") {
          part->push_back(kNoRule);  // the program puts the contact sentence here
          outline.contact = name;
          continue;
        }
        const RuleId rule = LODESTAR_TRY(refer(name));
        part->push_back(name[0] == '.' ? static_cast<RuleId>(rule | Grammar::kLocal) : rule);
      }
    }
    grammar_.outlines.push_back(std::move(outline));
    return {};
  }

  Result<GrammarPiece> take_invented(std::string_view& words) const {
    if (words.starts_with("%(")) return take_number(words);
    constexpr std::string_view kLetters = "dDwN";
    const std::size_t letter = words.size() < 2 ? kLetters.size() : kLetters.find(words[1]);
    if (letter >= kLetters.size()) return wrong("after % comes d, D, w, N or (");
    constexpr PieceKind kKinds[] = {PieceKind::digit, PieceKind::leading_digit,
                                    PieceKind::rare_word, PieceKind::proper_name};
    words.remove_prefix(2);
    return GrammarPiece{.kind = kKinds[letter]};
  }

  Result<GrammarPiece> take_number(std::string_view& words) const {
    words.remove_prefix(2);
    std::string_view range = take_until(words, ")");
    std::uint32_t low = 0, high = 0, step = 1;
    const auto read = [](std::string_view digits, std::uint32_t& number) {
      const auto [stop, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return error == std::errc() && stop == digits.data() + digits.size();
    };
    const bool is_low = read(take_until(range, "-"), low);
    const bool is_high = read(take_until(range, ":"), high);
    const bool is_step = range.empty() || read(range, step);
    if (!is_low || !is_high || !is_step || high < low || step == 0) {
      return wrong("a number is %(20-90) or %(20-90:5)");
    }
    return GrammarPiece{
        .kind = PieceKind::number, .low = low, .steps = (high - low) / step, .step = step};
  }

  // [a|b|c], choices inside it included: a rule without a name.
  Result<GrammarPiece> take_choice(std::string_view& words) {
    const auto rule = static_cast<RuleId>(grammar_.names.size());
    grammar_.names.push_back({});
    alternatives_.emplace_back();
    std::size_t depth = 0, from = 1;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at] == '[') ++depth;
      if (words[at] == ']') --depth;
      const bool is_end = depth == 0;
      if (!is_end && (depth > 1 || words[at] != '|')) continue;
      LODESTAR_TRY(add_alternative(rule, words.substr(from, at - from)));
      from = at + 1;
      if (!is_end) continue;
      words.remove_prefix(from);
      return GrammarPiece{.kind = PieceKind::rule, .rule = rule};
    }
    return wrong("a [ without its ]");
  }

  Result<GrammarPiece> take_reference(std::string_view& words) const {
    const bool is_slot = words[0] == '{';
    words.remove_prefix(1);
    const std::string_view name = take_until(words, is_slot ? "}" : ">");
    if (name == "contact") return GrammarPiece{.kind = PieceKind::contact};
    const RuleId rule = LODESTAR_TRY(refer(name));
    const PieceKind kind = name[0] == '.'
                               ? (is_slot ? PieceKind::sector_slot : PieceKind::sector_rule)
                               : (is_slot ? PieceKind::slot : PieceKind::rule);
    return GrammarPiece{.kind = kind, .rule = rule};
  }

  std::string_view file_, bytes_;
  std::size_t line_ = 0;
  std::size_t sector_ = 0;
  Grammar grammar_;
  std::unordered_map<std::string, RuleId> ids_;
  std::vector<std::size_t> sector_of_;            // by rule
  std::vector<std::vector<Range>> alternatives_;  // by rule
};

}  // namespace

RuleId Grammar::find(std::string_view name) const {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? kNoRule : static_cast<RuleId>(found - names.begin());
}

const Outline* Grammar::find_outline(std::string_view kind) const {
  const auto found = std::ranges::find(outlines, kind, &Outline::kind);
  return found == outlines.end() ? nullptr : &*found;
}

std::vector<RuleId> Grammar::starting_with(std::string_view prefix) const {
  std::vector<RuleId> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].starts_with(prefix)) found.push_back(static_cast<RuleId>(i));
  }
  return found;
}

Result<Grammar> read_grammar(std::string_view file, std::string_view bytes) {
  return Reader(file, bytes).read();
}

}  // namespace lodestar::detect::internal
