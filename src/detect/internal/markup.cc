// SPDX-License-Identifier: Apache-2.0
//   tag        = "<" ["/"] name (blank | "/" | ">") ... ">"    the name one of kInline, kBlock
//   comment    = "<!--" ... "-->"
//   reference  = "&" name ";" | "&#" digits [";"] | "&#x" hex digits ";"
// What begins like one of these and is none stays. Every search that fails to find an end is not
// made again: hence linear time.
#include "detect/internal/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "text/utf8.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f";
constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kLongestName = 10, kLongestReference = 16;

constexpr std::array<std::string_view, 37> kInline = {
    "a",      "abbr",  "acronym", "area", "b",    "bdi",    "bdo",    "big",   "button", "center",
    "cite",   "code",  "del",     "em",   "font", "i",      "iframe", "img",   "input",  "ins",
    "kbd",    "label", "link",    "mark", "meta", "q",      "s",      "small", "span",   "svg",
    "strike", "sub",   "sup",     "tt",   "u",    "strong", "wbr"};
constexpr std::array<std::string_view, 39> kBlock = {
    "address", "article", "aside", "blockquote", "body",   "br",     "caption", "dd",
    "div",     "dl",      "dt",    "figcaption", "figure", "footer", "form",    "h1",
    "h2",      "h3",      "h4",    "h5",         "h6",     "head",   "header",  "hr",
    "html",    "li",      "main",  "nav",        "ol",     "option", "p",       "pre",
    "section", "table",   "tbody", "td",         "tr",     "th",     "ul"};

struct Named {
  std::string_view name;
  char32_t code;
};
// Latin letters and signs, 160 to 255 in order.
constexpr std::array<std::string_view, 96> kLatin = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
constexpr std::array<Named, 72> kNamed = {{
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"commat", '@'},
    {"period", '.'},
    {"plus", '+'},
    {"colon", ':'},
    {"lpar", '('},
    {"rpar", ')'},
    {"sol", '/'},
    {"num", '#'},
    {"lowbar", '_'},
    {"hyphen", 0x2010},
    {"ndash", 0x2013},
    {"mdash", 0x2014},
    {"lsquo", 0x2018},
    {"rsquo", 0x2019},
    {"sbquo", 0x201a},
    {"ldquo", 0x201c},
    {"rdquo", 0x201d},
    {"bdquo", 0x201e},
    {"bull", 0x2022},
    {"hellip", 0x2026},
    {"euro", 0x20ac},
    {"trade", 0x2122},
    {"rarr", 0x2192},
    {"OElig", 0x152},
    {"oelig", 0x153},
    {"Scaron", 0x160},
    {"scaron", 0x161},
    {"Yuml", 0x178},
    {"ensp", ' '},
    {"emsp", ' '},
    {"thinsp", ' '},
    {"hairsp", ' '},
    {"numsp", ' '},
    {"puncsp", ' '},
    {"emsp13", ' '},
    {"emsp14", ' '},
    {"Tab", ' '},
    {"NewLine", '\n'},
    {"zwnj", 0x200c},
    {"zwj", 0x200d},
    {"lrm", 0x200e},
    {"rlm", 0x200f},
    {"excl", '!'},
    {"quest", '?'},
    {"comma", ','},
    {"semi", ';'},
    {"equals", '='},
    {"dollar", '$'},
    {"percnt", '%'},
    {"ast", '*'},
    {"lsqb", '['},
    {"lbrack", '['},
    {"rsqb", ']'},
    {"rbrack", ']'},
    {"lcub", '{'},
    {"rcub", '}'},
    {"verbar", '|'},
    {"vert", '|'},
    {"bsol", '\\'},
    {"dash", 0x2010},
    {"horbar", 0x2015},
    {"larr", 0x2190},
    {"phone", 0x260e},
    {"check", 0x2713},
    {"hearts", 0x2665},
    {"ZeroWidthSpace", 0x200b},
}};
// 128 to 159 mean Windows-1252 there; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindows = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_blank(char c) { return kBlank.find(c) != kNone; }
char to_lower(char c) { return is_letter(c) ? static_cast<char>(c | 0x20) : c; }

bool starts_as(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::ranges::equal(text.substr(0, lower.size()), lower, {}, to_lower);
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == kNone) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

struct Reference {
  std::size_t length = 0;
  char32_t code = 0;
};

std::optional<char32_t> find_number(std::uint32_t number) {
  if (number >= 0x80 && number < 0xa0) {
    const char32_t code = kWindows[number - 0x80];
    return code == 0 ? std::nullopt : std::optional(code);
  }
  const bool is_control =
      number < 0x20 ? number != '\t' && number != '\n' && number != '\r' : number == 0x7f;
  const bool is_surrogate = number >= 0xd800 && number < 0xe000;
  if (is_control || is_surrogate || number > 0x10ffff) return std::nullopt;
  if (number == 0xa0) return U' ';
  return char32_t{number};
}

std::optional<Reference> read_number(std::string_view text) {
  const bool is_hex = text.size() > 2 && to_lower(text[2]) == 'x';
  const std::size_t first = is_hex ? 3 : 2;
  std::uint32_t number = 0;
  std::size_t at = first;
  for (; at < text.size() && at < first + 8; ++at) {
    const char c = to_lower(text[at]);
    if (!is_digit(c) && !(is_hex && c >= 'a' && c <= 'f')) break;
    const int digit = is_digit(c) ? c - '0' : c - 'a' + 10;
    number = number * (is_hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  const bool is_closed = at < text.size() && text[at] == ';';
  const bool goes_on = at < text.size() && is_digit(text[at]);
  if (at == first || goes_on || (is_hex && !is_closed)) return std::nullopt;
  const auto code = find_number(number);
  if (!code) return std::nullopt;
  return Reference{.length = at + (is_closed ? 1 : 0), .code = *code};
}

// text starts with "&".
std::optional<Reference> read_reference(std::string_view text) {
  if (text.size() > 1 && text[1] == '#') return read_number(text);
  const std::size_t end = text.substr(0, kLongestReference).find(';');
  if (end == kNone) return std::nullopt;
  const std::string_view name = text.substr(1, end - 1);
  if (const auto known = std::ranges::find(kNamed, name, &Named::name); known != kNamed.end()) {
    return Reference{.length = end + 1, .code = known->code};
  }
  const auto latin = std::ranges::find(kLatin, name);
  if (latin == kLatin.end()) return std::nullopt;
  const bool is_space = latin == kLatin.begin();
  const auto code = static_cast<char32_t>(0xa0 + (latin - kLatin.begin()));
  return Reference{.length = end + 1, .code = is_space ? U' ' : code};
}

std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto reference = text[at] == '&' ? read_reference(text.substr(at)) : std::nullopt;
    if (reference) {
      text::append_utf8(reference->code, out);
    } else {
      out += text[at];
    }
    at += reference ? reference->length : 1;
  }
  return out;
}

std::string decode_percent(std::string_view text) {
  const auto digit = [](char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; };
  const auto is_hex = [](char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_coded = text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) &&
                          is_hex(text[at + 2]) && text[at + 1] >= '2' && text[at + 1] <= '7';
    out += is_coded ? static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])) : text[at];
    at += is_coded ? 2 : 0;
  }
  return out;
}

// What a person may follow: no script and no place on the page's own site.
std::string target_of(std::string_view href) {
  std::string whole = decode(trim(href));
  std::string_view target = whole;
  for (const std::string_view scheme : {"tel:", "sms:", "callto:", "mailto:"}) {
    if (!starts_as(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    return decode_percent(target.substr(0, target.find('?')));
  }
  for (const std::string_view scheme : {"http:", "https:", "//", "tg:", "whatsapp:", "viber:"}) {
    if (starts_as(target, scheme)) return whole;
  }
  return {};
}

struct Tag {
  std::string_view name;  // as written
  bool is_closing = false, is_block = false;
  std::string_view attributes;
  std::size_t length = 0;

  bool is(std::string_view lower) const {
    return name.size() == lower.size() && starts_as(name, lower);
  }
};

// Hands on the name and the value of each attribute until `use` says that it has what it wants.
void for_attributes(std::string_view attributes, const auto& use) {
  for (std::size_t at = 0; at < attributes.size();) {
    at = attributes.find_first_not_of(" \t\r\n\f/=\"'", at);
    if (at == kNone) break;
    const std::size_t name_end =
        std::min(attributes.find_first_of(" \t\r\n\f=", at), attributes.size());
    const std::string_view name = attributes.substr(at, name_end - at);
    at = std::min(attributes.find_first_not_of(kBlank, name_end), attributes.size());
    if (at == attributes.size() || attributes[at] != '=') continue;
    at = std::min(attributes.find_first_not_of(kBlank, at + 1), attributes.size());
    if (at == attributes.size()) break;
    const char quote = attributes[at];
    const bool is_quoted = quote == '"' || quote == '\'';
    const std::size_t start = at + (is_quoted ? 1 : 0);
    const std::size_t end = std::min(
        is_quoted ? attributes.find(quote, start) : attributes.find_first_of(kBlank, start),
        attributes.size());
    if (use(name, attributes.substr(start, end - start))) return;
    at = end + (is_quoted ? 1 : 0);
  }
}

// "+44 7481 227940", in data-phone="...", and nothing else.
std::string number_of(std::string_view value) {
  constexpr std::ptrdiff_t kFewestDigits = 7;
  std::string number = decode(trim(value));
  const bool is_one = number.find_first_not_of("0123456789 +-.()") == std::string::npos &&
                      std::ranges::count_if(number, is_digit) >= kFewestDigits;
  return is_one ? number : std::string();
}

// Of the links to somebody, and to no page: what a button may do as well as a link.
bool is_contact(std::string_view target) {
  if (target.empty() || !is_letter(target[0])) return !target.empty() && target[0] != '/';
  for (const std::string_view start :
       {"http://wa.me/", "https://wa.me/", "http://t.me/", "https://t.me/",
        "https://api.whatsapp.com/", "https://m.me/", "https://line.me/",
        "tg:", "whatsapp:", "viber:"}) {
    if (starts_as(target, start)) return true;
  }
  return target.find('@') != std::string_view::npos && target.find(':') == std::string_view::npos;
}

// In a script: "location.href='tel:...'".
std::string contact_in_script(std::string_view script) {
  const std::string code = decode(script);
  for (std::size_t at = code.find_first_of("'\""); at != std::string::npos;) {
    const std::size_t end = code.find(code[at], at + 1);
    if (end == std::string::npos) break;
    std::string target = target_of(std::string_view(code).substr(at + 1, end - at - 1));
    if (is_contact(target)) return target;
    at = code.find_first_of("'\"", end + 1);
  }
  return {};
}

// What a link leads to; of other tags, and of a link that leads nowhere, whom they lead to.
std::string target_of_tag(std::string_view attributes, bool is_link) {
  std::string target;
  for_attributes(attributes, [&](std::string_view name, std::string_view value) {
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), to_lower);
    const auto names = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
    if (lower == "href" || lower == "data-href" || lower == "data-url") {
      target = target_of(value);
      if (!(is_link && lower == "href") && !is_contact(target)) target.clear();
    } else if (lower == "onclick") {
      target = contact_in_script(value);
    } else if (lower.starts_with("data-") &&
               (names("phone") || names("tel") || names("whatsapp"))) {
      target = number_of(value);
    }
    return !target.empty();
  });
  return target;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<std::string> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t next = std::min(text_.find_first_of("<&", at), text_.size());
      out_ += text_.substr(at, next - at);
      if (next == text_.size()) break;
      at = next + (text_[next] == '<' ? take_tag(next) : take_reference(next));
    }
    if (!has_markup_) return std::nullopt;
    end_link();
    return std::move(out_);
  }

 private:
  // Each puts what stands at `at` and returns its length.
  std::size_t take_reference(std::size_t at) {
    const auto reference = read_reference(text_.substr(at));
    if (!reference) {
      out_ += '&';
      return 1;
    }
    has_markup_ = true;
    if (reference->code != 0xad)
      text::append_utf8(reference->code, out_);  // a soft hyphen is seen nowhere
    return reference->length;
  }

  std::size_t take_tag(std::size_t at) {
    if (text_.substr(at).starts_with("<!--")) {
      const std::size_t end = find_once("-->", at + 4, has_comment_end_);
      if (end != kNone) return leave_out(at, end + 3);
    }
    for (const std::string_view name : {"script", "style"}) {
      if (!is_tag_at(at + 1, name)) continue;
      bool& has_end = name == "script" ? has_script_end_ : has_style_end_;
      const std::size_t end = find_element_end(name, at, has_end);
      if (end != kNone) return leave_out(at, end);
    }
    const auto tag = read_tag(at);
    if (!tag) {
      out_ += '<';
      return 1;
    }
    has_markup_ = true;
    const std::size_t next = at + tag->length;
    if (tag->is("a")) end_link();
    if (tag->is_block || !is_address_around(next)) put_gap(tag->is_block ? '\n' : ' ', next);
    if (tag->is_closing || tag->attributes.empty()) return tag->length;
    std::string target = target_of_tag(tag->attributes, tag->is("a"));
    if (tag->is("a")) {
      begin_link(std::move(target));
    } else if (!target.empty() && !text_.substr(next).starts_with(target)) {
      out_ += target;
      put_gap(' ', next);
    }
    return tag->length;
  }

  std::size_t leave_out(std::size_t at, std::size_t end) {
    has_markup_ = true;
    put_gap(' ', end);
    return end - at;
  }

  // One gap is enough between the words before it and what stands at `next`.
  void put_gap(char gap, std::size_t next) {
    const char last = out_.empty() ? '\n' : out_.back();
    if (gap == ' ' && next < text_.size() && is_blank(text_[next])) return;
    if (last != gap && last != '\n') out_ += gap;
  }

  // "anna<span>@</span>mail<b>.example</b>": whoever hides an address from machines puts tags
  // around its signs. "Telegram<b>@lola</b>" is none.
  bool is_address_around(std::size_t next) {
    if (out_.empty() || next >= text_.size()) return false;
    const char last = out_.back();
    const char before = out_.size() > 1 ? out_[out_.size() - 2] : ' ';
    const auto is_of_it = [](char c) { return is_letter(c) || is_digit(c); };
    if (last == '@') return is_of_it(before) && is_of_it(text_[next]);
    if (last == '.' && lone_stop_ + 1 == out_.size()) return is_of_it(text_[next]);
    if (!is_of_it(last)) return false;
    const auto reference = text_[next] == '&' ? read_reference(text_.substr(next)) : std::nullopt;
    const char32_t sign = reference ? reference->code : static_cast<unsigned char>(text_[next]);
    const std::size_t behind = next + (reference ? reference->length : 1);
    const char follows = behind < text_.size() ? text_[behind] : ' ';
    if (sign == '@') return follows == '<';
    if (sign != '.' || !is_in_address() || (follows != '<' && !is_letter(follows))) return false;
    lone_stop_ = follows == '<' ? out_.size() : 0;
    return true;
  }
  // Whether the word read last has an "@".
  bool is_in_address() const {
    constexpr std::size_t kLongest = 64;
    const std::string_view end =
        std::string_view(out_).substr(out_.size() - std::min(out_.size(), kLongest));
    const std::size_t sign = end.rfind('@');
    return sign != kNone && end.find_first_of(kBlank, sign) == kNone;
  }

  std::size_t find_once(std::string_view words, std::size_t from, bool& has_end) const {
    const std::size_t found = has_end ? text_.find(words, from) : kNone;
    has_end = found != kNone;
    return found;
  }

  // Whether name and what may follow a tag's name stand there.
  bool is_tag_at(std::size_t at, std::string_view name) const {
    return starts_as(text_.substr(at), name) && ends_name(at + name.size());
  }
  bool ends_name(std::size_t at) const {
    if (at >= text_.size()) return false;
    return is_blank(text_[at]) || text_[at] == '>' || text_[at] == '/';
  }

  // Behind the tag that closes it.
  std::size_t find_element_end(std::string_view name, std::size_t at, bool& has_end) const {
    while (has_end) {
      at = text_.find("</", at + 1);
      if (at != kNone && !is_tag_at(at + 2, name)) continue;
      const std::size_t end = at == kNone ? kNone : text_.find('>', at);
      if (end != kNone) return end + 1;
      has_end = false;
    }
    return kNone;
  }

  std::optional<Tag> read_tag(std::size_t at) {
    Tag tag;
    std::size_t start = at + 1;
    tag.is_closing = start < text_.size() && text_[start] == '/';
    start += tag.is_closing ? 1 : 0;
    std::size_t end = start;
    while (end < text_.size() && end <= start + kLongestName &&
           (is_letter(text_[end]) || is_digit(text_[end]))) {
      ++end;
    }
    tag.name = text_.substr(start, end - start);
    const auto is_name = [&](std::string_view known) { return tag.is(known); };
    tag.is_block = std::ranges::any_of(kBlock, is_name);
    const bool is_known = tag.is_block || std::ranges::any_of(kInline, is_name);
    if (!is_known || !ends_name(end)) return std::nullopt;
    const std::size_t close = find_close(end);
    if (close == kNone) return std::nullopt;
    tag.attributes = text_.substr(end, close - end);
    tag.length = close + 1 - at;
    return tag;
  }

  // The ">" of a tag, past those in quoted values; an open "<" is before it in no tag. Where quotes
  // led nowhere once, they are no longer believed.
  std::size_t find_close(std::size_t at) {
    char before = ' ';
    bool is_hidden = false;
    for (std::size_t i = at; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '>') return i;
      if (c == '<') break;
      const bool opens = (c == '"' || c == '\'') && before == '=' && believes_quotes_;
      is_hidden = is_hidden || opens;
      if (opens) i = std::min(text_.find(c, i + 1), text_.size());
      if (!is_blank(c)) before = c;
    }
    if (!is_hidden) return kNone;
    believes_quotes_ = false;
    return find_close(at);
  }

  void begin_link(std::string target) {
    target_ = std::move(target);
    link_start_ = out_.size();
  }

  // The target behind the link's words, where it says more than they do.
  void end_link() {
    const std::string_view words = trim(std::string_view(out_).substr(link_start_));
    if (!target_.empty() && words != target_) out_ += " " + target_;
    target_.clear();
    link_start_ = out_.size();
  }

  std::string_view text_;
  std::string out_, target_;
  std::size_t link_start_ = 0, lone_stop_ = 0;
  bool has_markup_ = false, believes_quotes_ = true;
  bool has_comment_end_ = true, has_script_end_ = true, has_style_end_ = true;
};

}  // namespace

std::optional<std::string> find_plain_text(std::string_view field) {
  // Most fields hold neither: two searches that the processor does in steps of 32 bytes.
  if (field.find('<') == kNone && field.find('&') == kNone) return std::nullopt;
  auto plain = Reader(field).read();
  if (!plain) return std::nullopt;
  // Feeds carry HTML whose own signs are written as references.
  if (auto again = Reader(*plain).read()) plain = std::move(again);
  return std::string(trim(*plain));
}

}  // namespace lodestar::detect::internal
