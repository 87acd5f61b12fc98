// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace lodestar::detect::internal {
namespace {

// Upper case for the first letter at `at`, where it is ASCII, Latin or Russian.
void capitalise(std::string& out, std::size_t at) {
  if (at >= out.size()) return;
  const auto byte = static_cast<unsigned char>(out[at]);
  if (byte >= 'a' && byte <= 'z') {
    out[at] = static_cast<char>(byte - 32);
  } else if (at + 1 < out.size() && byte == 0xC3) {
    const auto next = static_cast<unsigned char>(out[at + 1]);
    if (next >= 0xA0 && next != 0xB7) out[at + 1] = static_cast<char>(next - 0x20);
  } else if (at + 1 < out.size() && (byte == 0xD0 || byte == 0xD1)) {
    const auto next = static_cast<unsigned char>(out[at + 1]);
    if (byte == 0xD0 && next >= 0xB0) out[at + 1] = static_cast<char>(next - 0x20);
    if (byte == 0xD1 && next <= 0x8F) {
      out[at] = static_cast<char>(0xD0);
      out[at + 1] = static_cast<char>(next + 0x20);
    }
  }
}

void append_number(const GrammarPiece& piece, Dice& dice, std::string& out) {
  const std::size_t steps = dice.below(std::size_t{piece.steps} + 1);
  const fmt::format_int number(piece.low + steps * piece.step);
  out.append(number.data(), number.size());
}

}  // namespace

Written append_contact(const Tongue& tongue, InventedContact contact, text::Obfuscation disguise,
                       std::uint64_t seed, std::string& out) {
  Dice dice(mix(seed, 0x636f6e74));
  return append_surface(contact, disguise, {tongue.digit_words, tongue.sign_words}, dice, out);
}

void append_proper_name(const Tongue& tongue, Dice& dice, std::string& out) {
  for (const RuleId syllable : tongue.syllables) {
    out += tongue.words_of(syllable, dice.below(tongue.alternatives(syllable)));
  }
}

void append_expanded(const Tongue& tongue, std::uint32_t sector, RuleId rule,
                     std::uint32_t alternative, Dice& dice, std::string& out) {
  const Grammar& grammar = tongue.grammar;
  const Range range = grammar.alternatives[grammar.rules[rule].first + alternative];
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const GrammarPiece& piece = grammar.pieces[i];
    using K = PieceKind;
    switch (piece.kind) {
      case K::words:
        out += piece.words;
        break;
      case K::digit:
        out += static_cast<char>('0' + dice.below(10));
        break;
      case K::leading_digit:
        out += static_cast<char>('1' + dice.below(9));
        break;
      case K::number:
        append_number(piece, dice, out);
        break;
      case K::rare_word:
        out += tongue.words_of(tongue.rare, dice.below(tongue.alternatives(tongue.rare)));
        break;
      case K::proper_name:
        append_proper_name(tongue, dice, out);
        break;
      case K::sector_rule:
      case K::sector_slot:
      case K::rule:
      case K::slot: {
        const bool local = piece.kind == K::sector_rule || piece.kind == K::sector_slot;
        const RuleId inner = grammar.resolve(
            local ? static_cast<RuleId>(piece.rule | Grammar::kLocal) : piece.rule, sector);
        append_expanded(tongue, sector, inner, dice.below(tongue.alternatives(inner)), dice, out);
        break;
      }
      case K::contact:
        break;
    }
  }
}

void Draft::put(Part part, RuleId rule) {
  const auto at = static_cast<std::uint32_t>(words_.size());
  runs_.push_back({part, rule, at, at});
}

void Draft::expand(RuleId rule, Dice& dice) {
  const Grammar& grammar = tongue_.grammar;
  const Range alternatives = grammar.rules[rule];
  const Range range = grammar.alternatives[alternatives.first + dice.below(alternatives.size())];
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const GrammarPiece& piece = grammar.pieces[i];
    using K = PieceKind;
    const auto local = static_cast<RuleId>(piece.rule | Grammar::kLocal);
    switch (piece.kind) {
      case K::rule:
        expand(piece.rule, dice);
        continue;
      case K::sector_rule:
        expand(grammar.resolve(local, sector_), dice);
        continue;
      case K::slot:
        put(Part::slot, piece.rule);
        continue;
      case K::sector_slot:
        put(Part::slot, grammar.resolve(local, sector_));
        continue;
      case K::contact:
        put(Part::contact, kNoRule);
        continue;
      default:
        break;
    }
    if (runs_.empty() || runs_.back().part != Part::words) put(Part::words, kNoRule);
    if (piece.kind == K::words && piece.words[0] == ' ' && rare_seed_ != nullptr) {
      Dice extra(*std::exchange(rare_seed_, nullptr));
      words_ += ' ';
      words_ += tongue_.words_of(tongue_.rare, extra.below(tongue_.alternatives(tongue_.rare)));
    }
    switch (piece.kind) {
      case K::digit:
        words_ += static_cast<char>('0' + dice.below(10));
        break;
      case K::leading_digit:
        words_ += static_cast<char>('1' + dice.below(9));
        break;
      case K::number:
        append_number(piece, dice, words_);
        break;
      case K::rare_word:
        words_ += tongue_.words_of(tongue_.rare, dice.below(tongue_.alternatives(tongue_.rare)));
        break;
      case K::proper_name:
        append_proper_name(tongue_, dice, words_);
        break;
      default:
        words_ += piece.words;
    }
    runs_.back().last = static_cast<std::uint32_t>(words_.size());
  }
}

void Draft::add(RuleId sentence, Dice& dice, bool rare, std::uint64_t rare_seed) {
  if (!runs_.empty()) put(Part::end, kNoRule);
  rare_seed_ = rare ? &rare_seed : nullptr;
  expand(tongue_.grammar.resolve(sentence, sector_), dice);
  rare_seed_ = nullptr;
}

namespace {

// Writes a contact into the text or title that is `out`, and notes it.
text::Span put_contact(const Tongue& tongue, InventedContact contact, text::Obfuscation disguise,
                       std::uint64_t seed, Field field, InventedPosting& posting) {
  std::string& out = field == Field::title ? posting.title : posting.text;
  const Written written = append_contact(tongue, contact, disguise, seed, out);
  auto& noted = posting.contacts.emplace_back();
  noted.field = field;
  noted.span = {static_cast<std::uint32_t>(written.start), static_cast<std::uint32_t>(written.end)};
  noted.kind = contact.kind;
  noted.disguise = written.disguise;
  append_value(contact, noted.value);
  return noted.span;
}

// The signs that the packs write between words.
constexpr std::array<std::string_view, 25> kSigns = {
    " ", "\n", ".", ",", ":", ";",  "!",  "?",  "-",  "+",  "(", ")", "/",
    "@", "\"", "'", "«", "»", "，", "、", "。", "：", "？", "¿", "¡"};

// Bytes of the sign at the beginning, or at the end; 0 where there is none.
std::size_t sign_before(std::string_view text) {
  const auto sign = std::ranges::find_if(kSigns, [&](auto one) { return text.starts_with(one); });
  return sign == kSigns.end() ? 0 : sign->size();
}
std::size_t sign_behind(std::string_view text) {
  const auto sign = std::ranges::find_if(kSigns, [&](auto one) { return text.ends_with(one); });
  return sign == kSigns.end() ? 0 : sign->size();
}

class Renderer {
 public:
  Renderer(const Draft& draft, const Filling& filling, Field field, InventedPosting& posting)
      : draft_(draft),
        filling_(filling),
        field_(field),
        posting_(posting),
        out_(field == Field::title ? posting.title : posting.text),
        noise_(mix(filling.seed, 0x6e6f697365)) {}

  void render() {
    for (const Draft::Run& run : draft_.runs()) {
      const std::size_t before = out_.size();
      switch (run.part) {
        case Draft::Part::words:
          put_words(draft_.words(run));
          break;
        case Draft::Part::slot:
          put_slot(run.rule);
          break;
        case Draft::Part::contact:
          put_contact();
          break;
        case Draft::Part::end:
          out_ += filling_.between;
          begins_ = true;
          continue;
      }
      if (begins_ && out_.size() > before) {
        capitalise(out_, before);
        begins_ = false;
      }
    }
    if (!out_.empty()) out_ += filling_.at_end;
  }

 private:
  void put_words(std::string_view words) {
    // After a slot that was left out there is a space already.
    if (!words.empty() && words[0] == ' ' && (out_.empty() || out_.back() == ' ')) {
      words.remove_prefix(1);
    }
    if (filling_.noise == 0) {
      out_ += words;
      return;
    }
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' ', 1), words.size());
      put_noisy(words.substr(0, end));
      words.remove_prefix(end);
    }
  }

  // A word behind a space: dropped, exchanged, or followed by another. What touches a slot stays.
  void put_noisy(std::string_view word) {
    const std::uint32_t at = noise_.below(3000);
    if (at >= 3 * filling_.noise || word.size() < 2 || word[0] != ' ') {
      out_ += word;
      return;
    }
    if (at < filling_.noise) return;
    if (at >= 2 * filling_.noise) out_ += word;
    out_ += ' ';
    const Tongue& tongue = draft_.tongue();
    out_ += tongue.words_of(tongue.rare, noise_.below(tongue.alternatives(tongue.rare)));
  }

  void put_slot(RuleId rule) {
    const std::size_t start = out_.size();
    const Filling::Choice choice = filling_.choose(draft_.tongue(), rule);
    Dice dice(choice.seed);
    append_expanded(draft_.tongue(), draft_.sector(), rule, choice.alternative, dice, out_);
    if (choice.varies) note_slot(start);
  }

  void put_contact() {
    const text::Span span =
        internal::put_contact(draft_.tongue(), filling_.contact, filling_.disguise,
                              filling_.contact_seed, field_, posting_);
    if (filling_.contact_varies) note_slot(span.start);
    if (!filling_.wage_behind) return;
    const Tongue& tongue = draft_.tongue();
    Dice dice(mix(filling_.contact_seed, 0x77616765));
    out_ += ' ';
    append_expanded(tongue, draft_.sector(), tongue.wage,
                    dice.below(tongue.alternatives(tongue.wage)), dice, out_);
  }

  // A slot is what stands between two fixed words: it begins and ends with a word, and slots with
  // nothing but punctuation between them are one.
  void note_slot(std::size_t start) {
    std::size_t end = out_.size();
    const auto slot = [&] { return std::string_view(out_).substr(start, end - start); };
    while (const std::size_t sign = sign_before(slot())) start += sign;
    while (const std::size_t sign = sign_behind(slot())) end -= sign;
    const text::Span span{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    if (!posting_.slots.empty() && posting_.slots.back().field == field_) {
      auto& before = posting_.slots.back().span;
      auto gap = std::string_view(out_).substr(before.end, start - before.end);
      while (const std::size_t sign = sign_before(gap)) gap.remove_prefix(sign);
      if (gap.empty()) {
        if (before.start == before.end) {
          before = span;
        } else if (span.start < span.end) {
          before.end = span.end;
        }
        return;
      }
    }
    posting_.slots.push_back({field_, span});
  }
  const Draft& draft_;
  const Filling& filling_;
  Field field_;
  InventedPosting& posting_;
  std::string& out_;
  Dice noise_;
  bool begins_ = true;
};

}  // namespace

void append_contact(const Tongue& tongue, InventedContact contact, std::uint64_t seed,
                    InventedPosting& posting) {
  put_contact(tongue, contact, text::Obfuscation::plain, seed, Field::text, posting);
}

void render(const Draft& draft, const Filling& filling, Field field, InventedPosting& posting) {
  Renderer(draft, filling, field, posting).render();
}

}  // namespace lodestar::detect::internal
