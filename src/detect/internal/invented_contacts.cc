// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/invented_contacts.h"

#include <array>

#include "text/utf8.h"

namespace lodestar::detect::internal {
namespace {

using text::IdentifierKind;
using text::Obfuscation;

// "+" cc, then prefix and `free` more digits; in a country, trunk stands before the prefix. How
// people group the national number: digits of each group but the last.
struct Numbers {
  std::string_view cc, trunk, prefix;
  std::uint32_t free;
  std::array<std::uint8_t, 4> groups;
};

constexpr Numbers kRanges[] = {
    {"44", "0", "7700900", 3, {4, 6, 0}},  {"44", "0", "2079460", 3, {2, 4, 0}},
    {"44", "0", "1134960", 3, {3, 3, 0}},  {"44", "0", "1144960", 3, {3, 3, 0}},
    {"44", "0", "1154960", 3, {3, 3, 0}},  {"44", "0", "1164960", 3, {3, 3, 0}},
    {"44", "0", "1174960", 3, {3, 3, 0}},  {"44", "0", "1184960", 3, {3, 3, 0}},
    {"44", "0", "1214960", 3, {3, 3, 0}},  {"44", "0", "1314960", 3, {3, 3, 0}},
    {"44", "0", "1414960", 3, {3, 3, 0}},  {"44", "0", "1514960", 3, {3, 3, 0}},
    {"44", "0", "1614960", 3, {3, 3, 0}},  {"44", "0", "1632960", 3, {4, 6, 0}},
    {"44", "0", "1914980", 3, {3, 3, 0}},  {"44", "0", "2890180", 3, {2, 4, 0}},
    {"44", "0", "2920180", 3, {2, 4, 0}},  {"33", "0", "19900", 4, {1, 2, 2, 2}},
    {"33", "0", "26191", 4, {1, 2, 2, 2}}, {"33", "0", "35301", 4, {1, 2, 2, 2}},
    {"33", "0", "46571", 4, {1, 2, 2, 2}}, {"33", "0", "53649", 4, {1, 2, 2, 2}},
    {"33", "0", "63998", 4, {1, 2, 2, 2}}, {"61", "0", "25550", 4, {1, 4, 0}},
    {"61", "0", "27010", 4, {1, 4, 0}},    {"61", "0", "35550", 4, {1, 4, 0}},
    {"61", "0", "37010", 4, {1, 4, 0}},    {"61", "0", "75550", 4, {1, 4, 0}},
    {"61", "0", "77010", 4, {1, 4, 0}},    {"61", "0", "85550", 4, {1, 4, 0}},
    {"61", "0", "87010", 4, {1, 4, 0}},    {"49", "0", "3023125", 3, {2, 4, 0}},
    {"49", "0", "6990009", 3, {2, 4, 0}},  {"49", "0", "4066969", 3, {2, 4, 0}},
    {"49", "0", "2214710", 3, {3, 4, 0}},  {"49", "0", "8999998", 3, {2, 4, 0}},
};

// Area codes of the North American plan that are in service; the number behind is 555-01xx.
constexpr std::uint16_t kAreas[] = {
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224,
    225, 228, 229, 231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270,
    276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318,
    319, 320, 321, 323, 325, 330, 334, 336, 337, 339, 347, 351, 352, 360, 361, 386, 401, 402,
    404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 416, 417, 418, 419, 423, 424, 425,
    430, 432, 434, 435, 438, 440, 443, 450, 469, 478, 479, 480, 484, 501, 502, 503, 504, 505,
    506, 507, 508, 509, 510, 512, 513, 514, 515, 516, 517, 518, 519, 520, 530, 540, 541, 551,
    559, 561, 562, 563, 567, 570, 571, 573, 574, 580, 585, 586, 601, 602, 603, 604, 605, 606,
    607, 608, 609, 610, 612, 613, 614, 615, 616, 617, 618, 619, 620, 623, 626, 630, 631, 636,
    641, 646, 647, 650, 651, 660, 661, 662, 678, 682, 701, 702, 703, 704, 705, 706, 707, 708,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 724, 727, 731, 732, 734, 740, 754, 757, 760,
    763, 765, 770, 772, 773, 774, 775, 778, 781, 785, 786, 801, 802, 803, 804, 805, 806, 807,
    808, 810, 812, 813, 814, 815, 816, 817, 818, 819, 828, 830, 831, 832, 843, 845, 847, 848,
    850, 856, 857, 858, 859, 860, 862, 863, 864, 865, 867, 870, 878, 901, 902, 903, 904, 905,
    906, 907, 908, 909, 910, 912, 913, 914, 915, 916, 917, 918, 919, 920, 925, 928, 931, 936,
    937, 940, 941, 947, 949, 951, 952, 954, 956, 970, 971, 972, 973, 978, 979, 980, 985, 989};
constexpr std::uint32_t kAreaCount = std::size(kAreas);

constexpr std::uint32_t power_of_ten(std::uint32_t n) {
  return n == 0 ? 1 : 10 * power_of_ten(n - 1);
}

constexpr std::uint32_t count_phones() {
  std::uint32_t sum = 100 * kAreaCount;
  for (const Numbers& range : kRanges) sum += power_of_ten(range.free);
  return sum;
}
constexpr std::uint32_t kPhones = count_phones();

struct Phone {
  Numbers plan;
  std::array<char, 16> digits;
  std::uint32_t size = 0;
  std::string_view national() const { return {digits.data(), size}; }
};

void put_digits(Phone& phone, std::uint32_t number, std::uint32_t count) {
  for (std::uint32_t i = count; i-- > 0; number /= 10) {
    phone.digits[phone.size + i] = static_cast<char>('0' + number % 10);
  }
  phone.size += count;
}

Phone phone_of(std::uint32_t number) {
  // Neighbours in the list must not be neighbours in the plan: 48271 shares no factor with kPhones.
  static_assert(kPhones % 48271 != 0);
  auto at = static_cast<std::uint32_t>(std::uint64_t{number} * 48271 % kPhones);
  Phone phone{};
  if (at < 100 * kAreaCount) {
    phone.plan = {"1", "", "", 0, {3, 3, 0}};
    put_digits(phone, kAreas[at / 100], 3);
    put_digits(phone, 5'550'100 + at % 100, 7);
    return phone;
  }
  at -= 100 * kAreaCount;
  for (const Numbers& range : kRanges) {
    const std::uint32_t count = power_of_ten(range.free);
    if (at >= count) {
      at -= count;
      continue;
    }
    phone.plan = range;
    for (const char digit : range.prefix) phone.digits[phone.size++] = digit;
    put_digits(phone, at, range.free);
    break;
  }
  return phone;
}

// A number as a sequence of groups, as it will be written: country code or trunk first.
struct Grouped {
  std::array<std::string_view, 6> groups;
  std::size_t count = 0;
  bool has_plus = false;
};

Grouped group(const Phone& phone, bool international, std::string& first) {
  Grouped grouped{.has_plus = international};
  if (international) grouped.groups[grouped.count++] = phone.plan.cc;
  std::string_view rest = phone.national();
  for (const std::uint8_t digits : phone.plan.groups) {
    if (digits == 0) break;
    grouped.groups[grouped.count++] = rest.substr(0, digits);
    rest.remove_prefix(digits);
  }
  grouped.groups[grouped.count++] = rest;
  if (!international && !phone.plan.trunk.empty()) {
    first = std::string(phone.plan.trunk) + std::string(grouped.groups[0]);
    grouped.groups[0] = first;
  }
  return grouped;
}

void append_look_alike(char digit, Dice& dice, std::string& out) {
  switch (digit) {
    case '0':
      out += dice.chance(500) ? 'O' : 'o';
      return;
    case '1':
      out += dice.chance(500) ? 'l' : 'I';
      return;
    case '2':
      out += 'Z';
      return;
    case '3':
      out += 'E';
      return;
    case '5':
      out += 'S';
      return;
    case '8':
      out += 'B';
      return;
    default:
      out += digit;
  }
}

void append_other_script(char digit, char32_t zero, std::string& out) {
  text::append_utf8(zero + static_cast<char32_t>(digit - '0'), out);
}

void append_keycap(char digit, std::string& out) {
  out += digit;
  out += "\xEF\xB8\x8F\xE2\x83\xA3";
}

constexpr char32_t kZeros[] = {0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x0660};
constexpr std::string_view kBreakers[] = {"*", "~", "_", "^", "=", "..", "❤", "🌹", "⭐"};
constexpr std::string_view kSeparators[] = {" ", "-", ".", " ", "/"};
constexpr std::string_view kMixed[] = {" ", "-", "."};

using DigitWords = std::span<const std::string_view, 10>;

// What each disguise does with the digits of a number.
class Writer {
 public:
  Writer(const Grouped& number, DigitWords words, Dice& dice, std::string& out)
      : number_(number), words_(words), dice_(dice), out_(out) {}

  void write(Obfuscation disguise) {
    switch (disguise) {
      case Obfuscation::separated:
        return separate(pick(kSeparators));
      case Obfuscation::spaced:
        return space();
      case Obfuscation::words:
        return spell();
      case Obfuscation::leet:
        return look_alike();
      case Obfuscation::unicode:
        return other_script();
      case Obfuscation::emoji:
        return each_digit([this](char d) { append_keycap(d, out_); });
      case Obfuscation::interleaved:
        return interleave();
      case Obfuscation::mixed:
        return mix_disguises();
      default:
        plus();
        each_digit([this](char d) { out_ += d; });
    }
  }

 private:
  template <std::size_t n>
  std::string_view pick(const std::string_view (&list)[n]) {
    return list[dice_.below(n)];
  }
  void plus() {
    if (number_.has_plus) out_ += '+';
  }
  // As it is dialled, now and then.
  void plus_or_zeros() { dice_.chance(250) && number_.has_plus ? void(out_ += "00") : plus(); }
  template <typename Put>
  void each_digit(Put put) {
    for (std::size_t i = 0; i < number_.count; ++i) {
      for (const char digit : number_.groups[i]) put(digit);
    }
  }
  void word(char digit) { out_ += words_[static_cast<std::size_t>(digit - '0')]; }

  void separate(std::string_view between) {
    plus_or_zeros();
    const bool brackets = !number_.has_plus && dice_.chance(250);
    const bool mixed = number_.has_plus && dice_.chance(250);
    for (std::size_t i = 0; i < number_.count; ++i) {
      if (mixed) between = pick(kMixed);
      if (i > 0) out_ += brackets && i == 1 ? std::string_view(" ") : between;
      if (brackets && i == 0) out_ += '(';
      out_ += number_.groups[i];
      if (brackets && i == 0) out_ += ')';
    }
  }
  void space() {
    plus();
    const std::string_view between = !number_.has_plus && dice_.chance(150) ? ", " : " ";
    bool first = true;
    each_digit([&](char digit) {
      if (!std::exchange(first, false)) out_ += between;
      out_ += digit;
    });
  }
  void spell() {
    const std::uint32_t share = dice_.chance(400) ? 1000 : 500;
    const bool twice = dice_.chance(100);  // "6 (six)"
    bool first = true, any = false;
    each_digit([&](char digit) {
      if (!std::exchange(first, false)) out_ += ' ';
      if (twice) return say_twice(digit);
      const bool spelled = !any || dice_.chance(share);
      any = true;
      spelled ? word(digit) : void(out_ += digit);
    });
  }
  void say_twice(char digit) {
    out_ += digit;
    out_ += " (";
    word(digit);
    out_ += ')';
  }
  // At least one look-alike; where the number has none to give, its groups stand apart.
  void look_alike() {
    plus();
    for (std::size_t i = 0; i < number_.count; ++i) {
      if (i > 0) out_ += ' ';
      for (const char digit : number_.groups[i]) {
        if (!(number_.has_plus && i == 0) && dice_.chance(700)) {
          append_look_alike(digit, dice_, out_);
        } else {
          out_ += digit;
        }
      }
    }
  }
  void other_script() {
    const char32_t zero = kZeros[dice_.below(std::size(kZeros))];
    plus();
    each_digit([&](char digit) { append_other_script(digit, zero, out_); });
  }
  void interleave() {
    const std::string_view breaker = pick(kBreakers);
    plus();
    for (std::size_t i = 0; i < number_.count; ++i) {
      if (i > 0) out_ += breaker;
      const std::string_view digits = number_.groups[i];
      const std::size_t half = digits.size() > 3 ? digits.size() / 2 : digits.size();
      out_ += digits.substr(0, half);
      if (half < digits.size()) out_ += breaker;
      out_ += digits.substr(half);
    }
  }
  void mix_disguises() {
    for (std::size_t i = 0; i < number_.count; ++i) {
      if (i > 0) out_ += ' ';
      const bool spelled = i % 2 == 0;
      bool first = true;
      for (const char digit : number_.groups[i]) {
        if (spelled && !std::exchange(first, false)) out_ += ' ';
        spelled ? word(digit) : append_other_script(digit, kZeros[0], out_);
      }
    }
  }

  const Grouped& number_;
  DigitWords words_;
  Dice& dice_;
  std::string& out_;
};

constexpr std::string_view kSyllables[] = {"bel", "cor", "dal", "fen", "gar", "hol", "kel", "lor",
                                           "mar", "nor", "pel", "ral", "sel", "tor", "vel", "zan"};
constexpr std::string_view kDomains[] = {"example.com", "example.org", "example.net"};

// A name for a number, another for each.
void append_name(std::uint32_t number, std::string& out) {
  std::uint64_t bits = mix(number, 0x6e616d65);
  for (int i = 0; i < 2; ++i, bits >>= 4) out += kSyllables[bits % 16];
  out += std::to_string(number);
}

void append_handle(InventedContact contact, std::string& out) {
  append_name(contact.number, out);
  out += "_example";
}

std::string_view domain_of(InventedContact contact) {
  return kDomains[mix(contact.number, 1) % std::size(kDomains)];
}

struct Frame {
  std::string_view open, close;
};
// Around "at" and "dot", in every language; the last for signs of full width.
constexpr Frame kFrames[] = {{" ", " "}, {" (", ") "}, {" ", " "}, {" (", ") "},
                             {"[", "]"}, {"_", "_"},   {"", ""}};

// How names of a service are written beside its own name and "@": a link, or another name for it.
struct HandleForm {
  std::string_view before;
  IdentifierKind kind;
  bool is_link;
  Obfuscation disguise = Obfuscation::plain;
};
constexpr HandleForm kHandleForms[] = {
    {"t.me/", IdentifierKind::telegram, true},
    {"t (dot) me / ", IdentifierKind::telegram, true, Obfuscation::at_dot},
    {"hxxps://t[.]me/", IdentifierKind::telegram, true, Obfuscation::at_dot},
    {"instagram [.] com / ", IdentifierKind::instagram, true, Obfuscation::at_dot},
    {"V信: ", IdentifierKind::wechat, false},
    {"微信号：", IdentifierKind::wechat, false},
    {"加V ", IdentifierKind::wechat, false},
    {"v x: ", IdentifierKind::wechat, false}};

Written write_handle(InventedContact contact, std::string& out) {
  const std::uint64_t which = mix(contact.number, 2) % (2 * std::size(kHandleForms));
  const bool has_form = which < std::size(kHandleForms) && kHandleForms[which].kind == contact.kind;
  const HandleForm form = has_form ? kHandleForms[which] : HandleForm{"@", contact.kind, true};
  if (!has_form) {
    out += text::to_string(contact.kind);
    out += ' ';
  }
  const std::size_t start = out.size();
  out += form.before;
  const std::size_t name = out.size();
  append_handle(contact, out);
  return {form.is_link ? start : name, out.size(), form.disguise};
}

Written write_email(InventedContact contact, Obfuscation wanted, const ContactWords& words,
                    Dice& dice, std::string& out) {
  const std::size_t start = out.size();
  append_name(contact.number, out);
  const std::string_view domain = domain_of(contact);
  if (wanted == Obfuscation::plain) {
    out += '@';
    out += domain;
    return {start, out.size(), Obfuscation::plain};
  }
  const Frame frame = kFrames[dice.below(std::size(kFrames))];
  const bool is_wide = frame.open.empty(), is_english = dice.chance(500);
  const auto sign = [&](std::string_view wide, std::string_view english, std::string_view own) {
    out += frame.open;
    out += is_wide ? wide : is_english ? english : own;
    out += frame.close;
  };
  sign("＠", "at", words.signs[0]);
  out += domain.substr(0, domain.find('.'));
  sign("．", "dot", words.signs[1]);
  out += domain.substr(domain.find('.') + 1);
  return {start, out.size(), Obfuscation::at_dot};
}

// What people put behind their number, now and then.
constexpr std::string_view kTails[] = {" 24/7", " 24/24", " 7/7", " 24h", " 18+", " 10-22"};

Written write_phone(InventedContact contact, Obfuscation wanted, DigitWords words, Dice& dice,
                    std::string& out) {
  const Phone phone = phone_of(contact.number);
  const bool is_american = phone.plan.cc == "1";
  std::string first;
  const Grouped number = group(phone, dice.chance(is_american ? 250 : 800), first);
  const std::size_t start = out.size();
  if (wanted == Obfuscation::at_dot) wanted = Obfuscation::plain;
  Writer(number, words, dice, out).write(wanted);
  const std::size_t end = out.size();
  if (dice.chance(30)) out += kTails[dice.below(std::size(kTails))];
  return {start, end, wanted};
}

}  // namespace

std::uint32_t invented_phones() { return kPhones; }

void append_value(InventedContact contact, std::string& out) {
  if (contact.kind == IdentifierKind::phone) {
    const Phone phone = phone_of(contact.number);
    out += '+';
    out += phone.plan.cc;
    out += phone.national();
  } else if (contact.kind == IdentifierKind::email) {
    append_name(contact.number, out);
    out += '@';
    out += domain_of(contact);
  } else {
    append_handle(contact, out);
  }
}

Written append_surface(InventedContact contact, Obfuscation wanted, const ContactWords& words,
                       Dice& dice, std::string& out) {
  if (contact.kind == IdentifierKind::phone) {
    return write_phone(contact, wanted, words.digits, dice, out);
  }
  if (contact.kind == IdentifierKind::email) return write_email(contact, wanted, words, dice, out);
  return write_handle(contact, out);
}

}  // namespace lodestar::detect::internal
