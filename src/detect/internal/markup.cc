// SPDX-License-Identifier: Apache-2.0
//   tag        = "<" ["/"] name (blank | "/" | ">") ... ">"    the name one of kInline, kBlock
//   comment    = "<!--" ... "-->"
// What begins like one of these and is none stays. Every search that fails to find an end is not
// made again: hence linear time.
#include "detect/internal/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "detect/internal/html_text.h"
#include "detect/internal/link_targets.h"
#include "detect/internal/references.h"
#include "text/utf8.h"

namespace lodestar::detect::internal {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kLongestName = 10;

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

struct Tag {
  std::string_view name;  // as written
  bool is_closing = false, is_block = false;
  std::string_view attributes;
  std::size_t length = 0;

  bool is(std::string_view lower) const {
    return name.size() == lower.size() && starts_as(name, lower);
  }
};

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
