// SPDX-License-Identifier: Apache-2.0
// Recall in each class of disguise and precision among decoys, on postings made here: sentences in
// six languages, a fictitious number in one disguise, and decoys of every sort around it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"
#include "text/utf8.h"

namespace lodestar::text {
namespace {

using Words = std::array<std::string_view, 10>;
constexpr Words kEnglish{"zero", "one", "two",   "three", "four",
                         "five", "six", "seven", "eight", "nine"};
constexpr Words kLanguages[] = {
    kEnglish,
    {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"},
    {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"},
    {"null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"},
    {"zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"},
    {"ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"}};
constexpr std::string_view kOpenings[] = {
    "We are looking for reliable people to start this week.",
    "Buscamos personas con ganas de trabajar, contrato desde el primer dia.",
    "Nous cherchons du personnel motivé pour la saison d'été.",
    "Wir suchen freundliche Mitarbeiter für unser kleines Hotel.",
    "Precisamos de pessoas simpáticas para trabalhar no campo.",
    "Требуются люди для работы на складе, опыт не нужен."};
constexpr std::string_view kLeadIns[] = {
    "call ",    "call or text ", "my number is ", "contact Anna on ", "llama al ", "appelez le ",
    "ruf an: ", "ligue para ",   "звоните ",      "WhatsApp ",        "",          "more info ",
    "write to "};
constexpr std::string_view kEndings[] = {
    " any time", " for more information", "", ".", ", Anna", " thanks", "!"};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return random_() % count; }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <typename List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }

  // Ten digits of which "555 01" is never assigned, or nine that begin with a 9.
  std::string number() {
    const std::string tail = std::to_string(between(100, 199)).substr(1);
    return chance(80) ? std::to_string(between(200, 989)) + "55501" + tail
                      : "9" + std::to_string(between(10'000'000, 99'999'999));
  }

  std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
    return text;
  }
  std::vector<std::string> groups(const std::string& n) {
    if (n.size() < 9) return {n.substr(0, 3), n.substr(3)};
    if (n.size() == 9) return {n.substr(0, 3), n.substr(3, 3), n.substr(6)};
    if (chance(70)) return {n.substr(0, 3), n.substr(3, 3), n.substr(6)};
    return {n.substr(0, 3), n.substr(3, 3), n.substr(6, 2), n.substr(8)};
  }
  std::vector<std::string> digits(const std::string& n, auto&& each) {
    std::vector<std::string> parts;
    for (const char digit : n) parts.push_back(each(static_cast<std::size_t>(digit - '0')));
    return parts;
  }
  static std::string code_point(char32_t c) {
    std::string text;
    append_utf8(c, text);
    return text;
  }

  std::string surface(Obfuscation disguise, const std::string& n) {
    const auto ascii = [](std::size_t digit) { return std::to_string(digit); };
    switch (disguise) {
      case Obfuscation::plain:
        return n;
      case Obfuscation::separated: {
        const auto parts = groups(n);
        if (chance(25))
          return "(" + parts[0] + ") " + joined({parts.begin() + 1, parts.end()}, "-");
        return joined(parts, pick(std::array<std::string_view, 4>{"-", ".", " ", " - "}));
      }
      case Obfuscation::spaced:
        return joined(digits(n, ascii), pick(std::array<std::string_view, 3>{" ", ".", "-"}));
      case Obfuscation::words:
        return words(n);
      case Obfuscation::leet:
        return leet(n);
      case Obfuscation::unicode:
        return unicode(n);
      case Obfuscation::emoji:
        return joined(digits(n, [&](std::size_t d) { return ascii(d) + "\uFE0F\u20E3"; }),
                      pick(std::array<std::string_view, 2>{"", " "}));
      case Obfuscation::interleaved: {
        const std::string_view sign =
            pick(std::array<std::string_view, 9>{"*", "~", "_", ";", "^", "💓", " ❤️ ", "•", "'"});
        return chance(50) ? joined(groups(n), sign) : joined(digits(n, ascii), sign);
      }
      default:
        return mixed(n);
    }
  }

  std::string words(const std::string& n) {
    const Words& language = pick(kLanguages);
    const int share = between(40, 100);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < n.size(); ++i) {
      const auto digit = static_cast<std::size_t>(n[i] - '0');
      const bool twice = &language == &kLanguages[0] && i + 1 < n.size() && n[i] == n[i + 1];
      if (twice && chance(30)) {
        parts.push_back("double " + std::string(language[digit]));
        ++i;
      } else {
        parts.push_back(chance(share) ? std::string(language[digit]) : std::string(1, n[i]));
      }
    }
    return joined(parts, pick(std::array<std::string_view, 3>{" ", "-", " "}));
  }

  std::string leet(const std::string& n) {
    static constexpr std::string_view kLooks[] = {"oO", "lI|", "Z", "E", "A",
                                                  "S",  "G",   "T", "B", "gq"};
    std::string text;
    int kept = 0;
    for (const char digit : n) {
      const bool keep = chance(55) || (kept < 4 && text.size() + 5 > n.size());
      kept += keep;
      text += keep ? digit : pick(kLooks[static_cast<std::size_t>(digit - '0')]);
    }
    if (chance(30)) return text.substr(0, 3) + "-" + text.substr(3, 3) + "-" + text.substr(6);
    return text;
  }

  std::string unicode(const std::string& n) {
    static constexpr char32_t kZeros[] = {0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7EC,
                                          0x0660, 0x06F0,  0x0966,  0x0E50};
    const char32_t zero = pick(kZeros);
    std::vector<std::string> parts = groups(n);
    for (std::string& part : parts)
      part = joined(
          digits(part, [&](std::size_t d) { return code_point(zero + static_cast<char32_t>(d)); }),
          "");
    return joined(parts, pick(std::array<std::string_view, 3>{"", " ", "-"}));
  }

  std::string mixed(const std::string& n) {
    return words(n.substr(0, 3)) + " " +
           (chance(50) ? unicode(n.substr(3)) : joined({n.substr(3, 3), n.substr(6)}, "*"));
  }

  std::string decoy() {
    const auto number_text = [&](int low, int high) { return std::to_string(between(low, high)); };
    const auto two = [&](int low, int high) {
      return std::to_string(100 + between(low, high)).substr(1);
    };
    switch (below(22)) {
      case 0:
        return "Salary " + number_text(1, 9) + "," + number_text(100, 999) + "," +
               number_text(100, 999) + " IDR.";
      case 1:
        return "Pay " + number_text(10, 40) + "00-" + number_text(41, 90) + "00 USD per month.";
      case 2:
        return "€" + number_text(1, 9) + "." + number_text(100, 999) + ".000 project.";
      case 3:
        return "Starts " + two(1, 28) + "." + two(1, 12) + ".20" + two(24, 29) + " at " +
               two(7, 20) + ":00.";
      case 4:
        return "Posted 20" + two(20, 29) + "-" + two(1, 12) + "-" + two(1, 28) + " " + two(0, 23) +
               ":" + two(0, 59) + ".";
      case 5:
        return "Open " + two(7, 11) + ".00-" + two(15, 22) + ".30 daily.";
      case 6:
        return "Ref " + number_text(1'000'000, 999'999'999) + ".";
      case 7:
        return "Job id: " + number_text(10'000'000, 99'999'999) + ".";
      case 8:
        return "Age 18-" + number_text(24, 35) + ", " + number_text(150, 190) + "/" +
               number_text(45, 90) + "/" + number_text(18, 40) + ".";
      case 9:
        return "90-60-9" + number_text(0, 9) + ", height " + number_text(150, 190) + ".";
      case 10:
        return "Postcode " + number_text(10'000, 99'999) + "-" + number_text(1000, 9999) + ".";
      case 11:
        return "Since " + number_text(1950, 1999) + "-" + number_text(2000, 2026) + ".";
      case 12:
        return "Order no. " + number_text(100, 999) + "-" + number_text(1'000'000, 9'999'999) + ".";
      case 13:
        return number_text(1, 9) + " " + number_text(100, 999) + " 000 руб.";
      case 14:
        return "See https://board.example/item/" + number_text(100'000'000, 999'999'999) + ".";
      case 15:
        return "Room " + number_text(10, 99) + "m2, " + number_text(2, 5) + " beds, " +
               number_text(300, 900) + " eur.";
      case 16:
        return "#" + number_text(1'000'000, 99'999'999);
      case 17:
        return "Valid " + two(1, 28) + "/" + two(1, 12) + "/" + number_text(2024, 2029) + ".";
      case 18:
        return "Passport " + number_text(100'000'000, 999'999'999) + " needed.";
      case 19:
        return "Steps one two three, then four five six.";
      case 20:
        return "1500 2000 2500 views.";
      default:
        return "IBAN DE" + two(10, 98) + " 3704 0044 0532 0130 99.";
    }
  }

 private:
  std::mt19937 random_;
};

struct Tally {
  int truth = 0, found = 0, exact = 0, same_class = 0;
};

TEST(Recall, EachDisguiseIsFoundAmongDecoysAndDecoysAreNot) {
  using enum Obfuscation;
  constexpr Obfuscation kDisguises[] = {plain,   separated, spaced,      words, leet,
                                        unicode, emoji,     interleaved, mixed};
  const IdentifierFinder finder(built_in_numbering_plan());
  Maker make(20260101);
  std::map<Obfuscation, Tally> tallies;
  int emitted = 0, right = 0, shown = 0;
  for (int round = 0; round < 18'000; ++round) {
    const Obfuscation disguise =
        kDisguises[static_cast<std::size_t>(round) % std::size(kDisguises)];
    const std::string number = make.number(), surface = make.surface(disguise, number);
    const bool has_number = make.chance(75);
    std::string raw = std::string(make.pick(kOpenings)) + " " + make.decoy() + " ";
    const std::size_t start = raw.size();
    std::string lead;
    if (has_number) {
      lead = make.pick(kLeadIns);
      raw += lead + surface + std::string(make.pick(kEndings));
    }
    raw += " " + std::string(has_number ? "Anna. " : "") + make.decoy();
    std::vector<Identifier> found;
    finder.find(raw, {}, found);
    bool hit = false;
    for (const Identifier& identifier : found) {
      if (identifier.kind != IdentifierKind::phone) continue;
      ++emitted;
      const bool is_right = has_number && identifier.value == number;
      right += is_right;
      hit |= is_right;
      if (is_right) {
        Tally& tally = tallies[disguise];
        tally.exact +=
            identifier.span.start == start + lead.size() && cut(raw, identifier.span) == surface;
        tally.same_class += identifier.obfuscation == disguise;
      } else if (++shown <= 12) {
        std::printf("not a number: <%s> in: %s\n", std::string(cut(raw, identifier.span)).c_str(),
                    raw.c_str());
      }
    }
    if (!has_number) continue;
    ++tallies[disguise].truth;
    tallies[disguise].found += hit;
    if (!hit && ++shown <= 24) std::printf("missed <%s> in: %s\n", surface.c_str(), raw.c_str());
  }
  for (const auto& [disguise, tally] : tallies) {
    const auto share = [&](int part) { return static_cast<double>(part) / tally.truth; };
    std::printf("%-12s recall %.4f, exact span %.4f, class named %.4f\n",
                std::string(to_string(disguise)).c_str(), share(tally.found), share(tally.exact),
                share(tally.same_class));
    EXPECT_GE(share(tally.found), 0.95) << to_string(disguise);
    EXPECT_GE(share(tally.exact), 0.95) << to_string(disguise);
    EXPECT_GE(share(tally.same_class), 0.90) << to_string(disguise);
  }
  std::printf("precision %.4f of %d\n", static_cast<double>(right) / emitted, emitted);
  EXPECT_GE(static_cast<double>(right) / emitted, 0.99);
}

// Forms after a public labelled set, every digit replaced: a find is right when it ends with them.
TEST(Recall, PublicSurfaceForms) {
  std::ifstream file(LODESTAR_SOURCE_DIR "/../shared/data/detect/phones/patterns_rekeyed.json");
  if (!file) GTEST_SKIP() << "no ../shared/data/detect/phones";
  const IdentifierFinder finder(built_in_numbering_plan());
  int found_right = 0, emitted = 0, truth = 0;
  for (const auto& form : nlohmann::json::parse(file)) {
    const std::string surface = form["surface"], digits = form["canonical"];
    std::vector<Identifier> found;
    finder.find(surface, {}, found);
    const auto is_right = [&](const Identifier& identifier) {
      return identifier.kind == IdentifierKind::phone && identifier.value.ends_with(digits);
    };
    const bool hit = std::ranges::any_of(found, is_right);
    found_right += hit;
    emitted += static_cast<int>(found.size());
    ++truth;
  }
  const double precision = static_cast<double>(found_right) / emitted;
  const double recall = static_cast<double>(found_right) / truth;
  EXPECT_GE(2 * precision * recall / (precision + recall), 0.98);
}

}  // namespace
}  // namespace lodestar::text
