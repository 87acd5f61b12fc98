// SPDX-License-Identifier: Apache-2.0
// One pass over the text. Most bytes are letters of words that a bit test dismisses; digits and
// number words gather in a run, which ends at the first word that is neither; signs and names of
// services make the scan look closer.
#include "text/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "text/internal/accounts.h"
#include "text/internal/addresses.h"
#include "text/internal/canonical.h"
#include "text/internal/characters.h"
#include "text/internal/coded_numbers.h"
#include "text/internal/domains.h"
#include "text/internal/edges.h"
#include "text/internal/glued_numbers.h"
#include "text/internal/handles.h"
#include "text/internal/lexicon.h"
#include "text/internal/number_reader.h"
#include "text/internal/phones.h"
#include "text/internal/seen_text.h"
#include "text/internal/service_names.h"
#include "text/internal/sheet_numbers.h"
#include "text/internal/spoken_signs.h"
#include "text/internal/symbols.h"
#include "text/internal/timestamps.h"

namespace lodestar::text {
namespace {

constexpr std::array<std::string_view, 23> kKindNames = {
    "phone", "email",   "url",       "telegram", "whatsapp", "wechat",   "instagram", "signal",
    "line",  "viber",   "facebook",  "snapchat", "kik",      "skype",    "tiktok",    "x",
    "vk",    "discord", "kakaotalk", "iban",     "bitcoin",  "ethereum", "image_hash"};
constexpr std::array<std::string_view, 10> kObfuscationNames = {
    "plain",   "separated", "spaced",      "words",  "leet",
    "unicode", "emoji",     "interleaved", "at_dot", "mixed"};
}  // namespace

namespace internal {
namespace {

constexpr char32_t kKanaDash = 0x30FC;        // "090ー1234ー5678"
constexpr std::size_t kLongestToken = 1'024;  // bytes; in a longer one nothing but digits is read

class Scan {
 public:
  Scan(std::string_view raw, const FindOptions& options, const NumberingPlan& plan,
       std::vector<Identifier>& found)
      : raw_(raw),
        options_(options),
        plan_(plan),
        numbers_(plan, options.region),
        found_(found),
        first_(found.size()) {}

  void run() {
    std::size_t at = 0;
    while (at < raw_.size()) {
      const std::uint8_t bits = byte_class(raw_[at]);
      if ((bits & kLetter) != 0) {
        at = ascii_word(at);
      } else if ((bits & kDigit) != 0) {
        at = ascii_digits(at);
      } else if ((bits & kHigh) != 0) {
        at = other_script(at);
      } else {
        at = (bits & kSign) != 0 ? sign(at, read_glyph(raw_, at)) : at + 1;
      }
    }
    end_run();
  }

 private:
  std::uint8_t class_at(std::size_t at) const {
    return at < raw_.size() ? byte_class(raw_[at]) : 0;
  }
  // A letter, digit or anything that may be one follows: the token is not over.
  bool goes_on(std::size_t at, std::uint8_t with) const {
    return (class_at(at) & with) != 0 || (at < raw_.size() && raw_[at] == '|');
  }

  std::size_t ascii_word(std::size_t at) {
    std::size_t end = at;
    std::uint8_t common = 0xFF;
    for (std::uint8_t bits = byte_class(raw_[at]); (bits & kLetter) != 0; bits = class_at(++end))
      common &= bits;
    if (goes_on(end, kDigit | kHigh)) {
      if (const auto uuid = end_of_uuid(at)) return skip_word(*uuid);
      const auto behind = wechat(at);
      return behind ? *behind : token(at);
    }
    if (end < raw_.size() && raw_[end] == '-') {
      if (const auto uuid = end_of_uuid(at)) return skip_word(*uuid);
    }
    if (const auto email = cased_email(at, end)) return claim(*email);
    if (const auto behind = wechat(at)) return *behind;
    const std::string_view letters = raw_.substr(at, end - at);
    const bool is_leet = (common & kLeetShape) != 0;
    const bool matters = is_leet || lexicon_.may_matter(letters) || is_short_service_end(letters);
    if (!matters) return !run_.empty() && is_times(at) ? end : skip_word(end);
    return word(at, read_word(raw_, at), is_leet || lexicon_.may_count(letters));
  }

  // "6 x 5 x 5 x 2": between two digits by themselves
  bool is_times(std::size_t at) const {
    const auto is_lone = [&](std::size_t digit, std::size_t outside) {
      return digit < raw_.size() && is_digit(raw_[digit]) &&
             (outside >= raw_.size() || raw_[outside] == ' ');
    };
    return (raw_[at] | 0x20) == 'x' && at > 1 && at + 2 < raw_.size() && raw_[at - 1] == ' ' &&
           raw_[at + 1] == ' ' && run_.end() + 1 == at && is_lone(at - 2, at - 3) &&
           is_lone(at + 2, at + 3);
  }

  // "550e8400-e29b-41d4-a716-446655440000"
  std::optional<std::size_t> end_of_uuid(std::size_t at) const {
    constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (at + kShape.size() > raw_.size() || raw_[at + kShape.find('-')] != '-') return std::nullopt;
    const auto is_hex = [](char c) {
      return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
    };
    for (std::size_t i = 0; i < kShape.size(); ++i)
      if (kShape[i] == '-' ? raw_[at + i] != '-' : !is_hex(raw_[at + i])) return std::nullopt;
    const std::size_t end = at + kShape.size();
    return (class_at(end) & kDomainByte) == 0 ? std::optional(end) : std::nullopt;
  }

  std::size_t ascii_digits(std::size_t at) {
    if (const auto uuid = end_of_uuid(at)) return skip_word(*uuid);
    if (const auto moment = find_end_of_timestamp(raw_, at)) return skip_word(*moment);
    std::size_t end = at + 1;
    while ((class_at(end) & kDigit) != 0) ++end;
    if (goes_on(end, kLetter | kHigh)) return token(at);
    push(at, end, raw_.substr(at, end - at), kHasDigit);
    return end;
  }

  std::size_t other_script(std::size_t at) {
    constexpr char32_t kFirstThai = 0xE00;
    const Glyph glyph = read_glyph(raw_, at);
    if (glyph.kind == GlyphKind::digit) return token(at);
    if (glyph.kind != GlyphKind::letter) return sign(at, glyph);
    if (!glyph.ideograph) {
      const auto service = glyph.code_point >= kFirstThai
                               ? find_service_in_run(raw_, span_of(at, glyph))
                               : std::nullopt;
      return service ? behind_service(*service) : token(at);
    }
    if (glyph.code_point == kKanaDash && !run_.empty() && run_.end() == at) return glyph.end;
    const auto behind = wechat(at);
    return behind ? *behind : skip_word(glyph.end);
  }

  // A handle behind a service's name, or just behind that name.
  std::size_t behind_service(const NamedService& service) {
    const auto handle = find_handle(raw_, service.end, service.kind);
    return handle ? claim(*handle) : skip_word(service.end);
  }

  std::optional<std::size_t> wechat(std::size_t at) {
    const bool may_be = (raw_[at] | 0x20) == 'v' || (byte_class(raw_[at]) & kHigh) != 0;
    const auto end = may_be ? find_end_of_wechat(raw_, at) : std::nullopt;
    if (!end) return std::nullopt;
    return behind_service({IdentifierKind::wechat, *end});
  }

  std::optional<Identifier> cased_email(std::size_t at, std::size_t end) const {
    constexpr std::size_t kShortest = 8;  // "aATbDOTcc"
    if (end - at <= kShortest || raw_.substr(at, end - at).find("DOT") == raw_.npos)
      return std::nullopt;
    return find_cased_email(raw_, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                            claimed_);
  }

  // A word of letters only, which may be more than a word.
  std::size_t word(std::size_t at, const FoldedWord& folded, bool may_be_number) {
    const Meaning meaning = folded.size > 0 ? lexicon_.find(folded.text()) : Meaning{};
    const Span span{static_cast<std::uint32_t>(at), folded.end};
    std::optional<Identifier> found;
    std::optional<NamedService> service;  // its end is where its name starts
    if (meaning.sense == Sense::service)
      service = NamedService{static_cast<IdentifierKind>(meaning.value), at};
    if (meaning.sense == Sense::service_end) service = find_service_in_two(raw_, span);
    if (service) {
      found = find_handle(raw_, folded.end, service->kind);
      const auto before =
          found ? std::nullopt : find_handle_before(raw_, service->end, service->kind, claimed_);
      if (before) {
        claim(*before);
        return skip_word(folded.end);
      }
    }
    if (meaning.sense == Sense::at) found = find_spoken_email(raw_, span, claimed_);
    if (meaning.sense == Sense::dot) found = host(span);
    if (meaning.sense == Sense::mail_host) found = find_mail_without_signs(raw_, at, claimed_);
    if (found) return claim(*found);
    // "212 dash 555 dash 0147"
    if (meaning.sense == Sense::dash && !run_.empty()) return folded.end;
    return may_be_number ? symbol(at, folded.end) : skip_word(folded.end);
  }

  bool is_at_sign(std::size_t at) const {
    return at < raw_.size() && sign_of(read_glyph(raw_, at).code_point) == Sense::at;
  }
  static Span span_of(std::size_t at, const Glyph& glyph) {
    return {static_cast<std::uint32_t>(at), glyph.end};
  }
  // What looks like one may be the name of an address: "lola.pt@...", "lola.pt (at) gmail dot com".
  std::optional<Identifier> host(Span dot) const {
    auto found = find_host(raw_, dot, claimed_);
    if (!found) return std::nullopt;
    std::size_t at = found->span.end;
    constexpr std::string_view kOfNames = "._%+-";  // "lola.pt+porto@..."
    std::size_t name = at;
    while (name < std::min(raw_.size(), at + 64) &&
           (is_alnum(raw_[name]) || kOfNames.find(raw_[name]) != std::string_view::npos))
      ++name;
    if (is_at_sign(name)) return std::nullopt;
    while (at < raw_.size() && std::string_view(" ([{<").find(raw_[at]) != std::string_view::npos)
      ++at;
    std::optional<Identifier> email;
    if (is_at_sign(at)) {
      email = find_email(raw_, span_of(at, read_glyph(raw_, at)), claimed_);
    } else if (const FoldedWord word = read_word(raw_, at);
               word.size > 0 && lexicon_.find(word.text()).sense == Sense::at) {
      email = find_spoken_email(raw_, {static_cast<std::uint32_t>(at), word.end}, claimed_);
    }
    return email && email->span.start <= found->span.start ? email : found;
  }

  bool is_over(std::size_t at) const {
    if (at == raw_.size()) return true;
    const Glyph glyph = read_glyph(raw_, at);
    return (glyph.kind == GlyphKind::space || glyph.kind == GlyphKind::symbol ||
            (glyph.ideograph && glyph.value < 0));
  }

  // Letters and digits together, or a word beyond ASCII, or digits of another script.
  std::size_t token(std::size_t at) {
    const FoldedWord folded = read_word(raw_, at);
    if (folded.end > at && is_over(folded.end) && !goes_on(folded.end, 0)) {
      const bool is_long = folded.size == 0;  // as only a whole number in one word is
      const bool matters = is_long || lexicon_.may_matter(folded.text()) ||
                           leet_value(read_glyph(raw_, at), true) >= 0;
      return matters ? word(at, folded, true) : skip_word(folded.end);
    }
    std::size_t end = std::max<std::size_t>(folded.end, at < token_end_ ? token_end_ : 0);
    while (!is_over(end)) end = read_glyph(raw_, end).end;
    if (end == at) return at + 1;
    token_end_ = end;
    if (end - at > kLongestToken) {
      const auto reading = read_symbol(raw_, at);
      return reading ? push(at, *reading) : skip_word(end);
    }
    if (const auto email = cased_email(at, end)) return claim(*email);
    if (const auto account = find_account(raw_, at)) return claim(*account);
    if (const auto iban = find_end_of_iban(raw_, at)) return skip_word(*iban);
    if (const auto reading = read_symbol(raw_, at)) return push(at, *reading);
    if (const auto service = find_disguised_service(raw_, at)) return behind_service(*service);
    return glued(at, end);
  }

  // "tel07481227940", "07481227940or07481227941"
  std::size_t glued(std::size_t at, std::size_t end) {
    const Span token{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    if (const auto digits = end_of_digits_and_word(token)) {
      push(at, *digits, raw_.substr(at, *digits - at), kHasDigit);
      return skip_word(end);
    }
    if (const auto digits = start_of_called(token)) {
      end_run();
      push(*digits, end, raw_.substr(*digits, end - *digits), kHasDigit);
      return end;
    }
    const bool is_mention = at > 0 && raw_[at - 1] == '@';
    const GluedNumbers numbers = is_mention ? GluedNumbers{} : read_glued_numbers(raw_, token);
    const auto spans = std::span(numbers.spans).first(numbers.count);
    // "lola917420683": boards make up such names, and then the digits are nobody's number.
    const bool is_doubtful = numbers.among_words && !options_.expect_phone;
    if (is_doubtful && (is_of_a_name(token) || !std::ranges::all_of(spans, [&](Span span) {
                          return numbers_.is_dialled_at_home(std::string(cut(raw_, span)));
                        })))
      return skip_word(end);
    for (const Span span : spans) {
      end_run();
      push(span.start, span.end, cut(raw_, span), kHasDigit);
    }
    return numbers.count > 0 && numbers.spans[numbers.count - 1U].end == end ? end : skip_word(end);
  }

  // "tlf672 979 262": where the first digits of a number begin behind a word for it.
  std::optional<std::size_t> start_of_called(Span token) const {
    constexpr std::size_t kFewest = 2;
    const FoldedWord word = read_word(raw_, token.start);
    if (word.size == 0 || token.end - word.end < kFewest) return std::nullopt;
    const Meaning meaning = lexicon_.find(word.text());
    const bool is_called = meaning.sense == Sense::phone_cue ||
                           (meaning.sense == Sense::service &&
                            meaning.value == static_cast<std::uint8_t>(IdentifierKind::whatsapp));
    const auto rest = raw_.substr(word.end, token.end - word.end);
    return is_called && std::ranges::all_of(rest, is_digit) ? std::optional<std::size_t>(word.end)
                                                            : std::nullopt;
  }

  // "06 42 18 73 59Sophie", "+447481227940now": where the last digits of a number end, before a
  // word.
  std::optional<std::size_t> end_of_digits_and_word(Span token) const {
    constexpr std::size_t kFewest = 2, kShortestWord = 3;
    std::size_t end = token.start;
    while (end < token.end && is_digit(raw_[end])) ++end;
    const std::size_t digits = end - token.start;
    if (digits < kFewest || digits > NumberReader::kMaxDigits || end == token.end)
      return std::nullopt;
    const FoldedWord word = read_word(raw_, end);
    if (word.end != token.end || word.size < kShortestWord) return std::nullopt;
    const Sense sense = lexicon_.find(word.text()).sense;
    const Span number{token.start, static_cast<std::uint32_t>(end)};
    const bool ends = (is_before_a_name(number) && sense == Sense::none) ||
                      (!counts_or_ties(sense) && ends_a_number(number));
    return ends ? std::optional(end) : std::nullopt;
  }
  static bool counts_or_ties(Sense sense) {
    return sense == Sense::amount || sense == Sense::at || sense == Sense::dot ||
           sense == Sense::hundreds || internal::is_number(sense);
  }
  // The last digits of the run's number, and a word with a capital.
  bool is_before_a_name(Span digits) const {
    constexpr std::size_t kMost = 5;
    return is_tied_to_run(digits.start) && digits.end - digits.start <= kMost &&
           raw_[digits.end] >= 'A' && raw_[digits.end] <= 'Z';
  }
  bool is_tied_to_run(std::size_t at) const {
    constexpr std::size_t kWidestGap = 3;
    return !run_.empty() && at - run_.end() <= kWidestGap;
  }
  // Whether they make a number that has its country, or is dialled at home, with those of the run
  // before them; or are one by themselves behind a word for it.
  bool ends_a_number(Span token) const {
    std::string digits(cut(raw_, token));
    if (is_whole(token.start, digits) || is_called(token)) return true;
    if (!is_tied_to_run(token.start)) return false;
    const auto symbols = run_.symbols();
    for (std::size_t at = symbols.size(); at-- > 0;) {
      digits.insert(0, run_.digits(symbols[at]));
      if (digits.size() > NumberReader::kMaxDigits) return false;
      if (is_whole(symbols[at].span.start, digits)) return true;
    }
    return false;
  }
  bool is_whole(std::size_t start, const std::string& digits) const {
    const bool plus = start > 0 && raw_[start - 1] == '+';
    const auto number = plus ? numbers_.read(digits, true) : std::nullopt;
    return number ? number->possible : !plus && numbers_.is_dialled_at_home(digits);
  }
  // "Tel: 655201337Zona"
  bool is_called(Span digits) const {
    constexpr std::size_t kFewest = 9, kMost = 11;
    const std::size_t size = digits.end - digits.start;
    if (size < kFewest || size > kMost || digits.start == 0) return false;
    const std::string_view between = " :.";
    if (between.find(raw_[digits.start - 1]) == std::string_view::npos) return false;
    const FoldedWord word = read_word_before(raw_, digits.start);
    const Sense sense = word.size > 0 ? lexicon_.find(word.text()).sense : Sense::none;
    if (sense != Sense::phone_cue && sense != Sense::service) return false;
    const auto number = numbers_.read(std::string(cut(raw_, digits)), false);
    return !numbers_.knows_region() || (number && number->possible);
  }

  // "img0683471952.jpg", "#lola0683471952"
  bool is_of_a_name(Span token) const {
    constexpr std::string_view kSigns = "_-./#=&@";
    const bool before =
        token.start > 0 && kSigns.find(raw_[token.start - 1U]) != std::string_view::npos;
    const bool behind = token.end < raw_.size() &&
                        kSigns.find(raw_[token.end]) != std::string_view::npos &&
                        goes_on(token.end + 1U, kLetter | kDigit);
    return before || behind;
  }

  std::size_t symbol(std::size_t at, std::size_t end) {
    const auto reading = read_symbol(raw_, at);
    if (!reading) return skip_word(end);
    return push(at, *reading);
  }

  std::size_t push(std::size_t at, const Reading& reading) {
    push(at, reading.end, reading.digits(), reading.marks);
    return reading.end;
  }

  std::size_t sign(std::size_t at, const Glyph& glyph) {
    const Sense sense = sign_of(glyph.code_point);
    const Span span = span_of(at, glyph);
    std::optional<Identifier> found;
    if (sense == Sense::at) {
      found = find_email(raw_, span, claimed_);
      if (!found && raw_[at] == '@') found = find_spaced_email(raw_, at, claimed_);
      if (!found) found = find_mention(raw_, span);
    } else if (sense == Sense::dot && may_be_of_a_host(span)) {
      found = host(span);
    } else if (raw_[at] == ':' && at > 0 && is_letter(raw_[at - 1]) && at + 1 < raw_.size() &&
               raw_[at + 1] != ' ') {
      found = find_link(raw_, at, claimed_);
      if (!found) found = coded_number(at);
    }
    return found ? claim(*found) : glyph.end;
  }
  // "tel:07481%20227940", whose blanks and signs are written as in an address.
  std::optional<Identifier> coded_number(std::size_t colon) const {
    const auto number = read_coded_number(raw_, colon);
    if (!number) return std::nullopt;
    std::vector<Identifier> found;
    Scan(number->digits, {.region = options_.region, .expect_phone = true}, plan_, found).run();
    if (found.size() != 1) return std::nullopt;
    found[0].span = number->span;
    return std::move(found[0]);
  }
  // "gmail.com", "t[.]me", "t . me"
  bool may_be_of_a_host(Span dot) const {
    if (dot.start == 0 || dot.end == raw_.size()) return false;
    const char before = raw_[dot.start - 1U], behind = raw_[dot.end];
    const bool tight = (byte_class(before) & kDomainByte) != 0 && is_letter(behind);
    return tight || (before == ' ' && behind == ' ') || closing(before, Frame::brackets) == behind;
  }

  std::size_t skip_word(std::size_t end) {
    end_run();
    return end;
  }

  void push(std::size_t start, std::size_t end, std::string_view digits, std::uint8_t marks) {
    const Span span{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    if (run_.push(span, digits, marks)) return;
    end_run();
    run_.push(span, digits, marks);
  }

  void end_run() {
    if (run_.empty()) return;
    find_phones(raw_, run_, options_, plan_, found_);
    run_.clear();
  }

  // What stands here is no part of a number; nor is what was taken for one under it.
  std::size_t claim(Identifier identifier) {
    if (is_of_a_service(identifier.kind) && identifier.value.starts_with('+')) {
      // "wa.me/521...", "wa.me/4407...": the same line as the number elsewhere.
      const auto number = plan_.parse(std::string_view(identifier.value).substr(1), true, {});
      if (number && number->valid) identifier.value = number->e164;
    }
    if (identifier.kind == IdentifierKind::email)
      identifier.value = canonical_mail(identifier.value);
    if (identifier.kind == IdentifierKind::url) identifier.value = canonical_link(identifier.value);
    run_.drop_from(identifier.span.start);
    end_run();
    while (found_.size() > first_ && found_.back().span.end > identifier.span.start)
      found_.pop_back();
    const bool is_address =
        identifier.kind == IdentifierKind::email || identifier.kind == IdentifierKind::url;
    const bool is_tied = is_address && is_tied_before(raw_, identifier.span, claimed_);
    claimed_ = identifier.span.end;
    run_.start_after(identifier.span.end);
    if (!is_tied && !is_cut_off(raw_, identifier.span)) found_.push_back(std::move(identifier));
    return claimed_;
  }

  std::string_view raw_;
  const FindOptions& options_;
  const NumberingPlan& plan_;
  const NumberReader numbers_;
  std::vector<Identifier>& found_;
  const std::size_t first_;
  const Lexicon& lexicon_ = lexicon();
  std::size_t claimed_ = 0;  // addresses do not reach back beyond the last one
  // Where the token looked at last ends: parts of one are read in turn, and its end is sought once.
  std::size_t token_end_ = 0;
  Run run_;
};

bool is_number(const Identifier& identifier) { return identifier.kind == IdentifierKind::phone; }

// Numbers as they are written, those from `first` on, and all else as it is seen.
void merge_seen(std::vector<Identifier> seen, std::size_t first, std::vector<Identifier>& found) {
  std::erase_if(seen, is_number);
  auto next = seen.cbegin();
  const auto is_apart = [&](const Identifier& number) {
    while (next != seen.cend() && next->span.end <= number.span.start) ++next;
    return next == seen.cend() || next->span.start >= number.span.end;
  };
  const auto from = found.begin() + static_cast<std::ptrdiff_t>(first);
  found.erase(
      std::remove_if(from, found.end(),
                     [&](const Identifier& one) { return !is_number(one) || !is_apart(one); }),
      found.end());
  std::ranges::move(seen, std::back_inserter(found));
  std::ranges::sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(), {},
                    [](const Identifier& one) { return one.span.start; });
}
}  // namespace
}  // namespace internal

std::string_view to_string(IdentifierKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Obfuscation obfuscation) {
  return kObfuscationNames[static_cast<std::size_t>(obfuscation)];
}

Result<IdentifierKind> parse_identifier_kind(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i)
    if (kKindNames[i] == name) return static_cast<IdentifierKind>(i);
  return Error{Code::invalid, fmt::format("no kind of identifier is called '{}'", name)};
}

bool is_of_a_service(IdentifierKind kind) {
  return kind >= IdentifierKind::telegram && kind <= IdentifierKind::kakaotalk;
}

bool is_mail_host(std::string_view host) { return internal::is_mail_provider(host); }

std::optional<std::string> read_bare_handle(std::string_view typed) {
  constexpr std::size_t kShortest = 2, kLongest = 64;
  const auto seen = internal::read_seen_text(typed);
  std::string_view name = seen ? std::string_view(seen->text) : typed;
  while (name.starts_with(' ')) name.remove_prefix(1);
  while (name.ends_with(' ')) name.remove_suffix(1);
  for (const std::string_view sign : {"@", "＠"})
    if (name.starts_with(sign)) name.remove_prefix(sign.size());
  const auto is_of_it = [](char c) {
    return internal::is_alnum(c) || std::string_view("_.-:#").find(c) != std::string_view::npos;
  };
  if (name.size() < kShortest || name.size() > kLongest || !std::ranges::all_of(name, is_of_it) ||
      std::ranges::none_of(name, internal::is_letter))
    return std::nullopt;
  return std::string(name);
}

IdentifierFinder::IdentifierFinder(const NumberingPlan& plan) : plan_(&plan) {}

void IdentifierFinder::find(std::string_view raw, const FindOptions& options,
                            std::vector<Identifier>& found) const {
  if (options.expect_phone) {
    if (const auto number = internal::read_sheet_number(raw)) {
      const std::size_t before = found.size();
      internal::Scan(number->digits, options, *plan_, found).run();
      for (std::size_t i = before; i < found.size(); ++i) found[i].span = number->span;
      return;
    }
  }
  const std::size_t before = found.size();
  internal::Scan(raw, options, *plan_, found).run();
  if (const auto seen = internal::read_seen_text(raw)) {
    std::vector<Identifier> in_seen;
    internal::Scan(seen->text, options, *plan_, in_seen).run();
    for (Identifier& one : in_seen) one = seen->in_raw(raw, std::move(one));
    internal::merge_seen(std::move(in_seen), before, found);
  }
}

}  // namespace lodestar::text
