// SPDX-License-Identifier: Apache-2.0
#include "text/internal/addresses.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/domains.h"
#include "text/internal/edges.h"
#include "text/internal/lexicon.h"
#include "text/internal/services.h"
#include "text/internal/spoken_signs.h"

namespace lodestar::text::internal {
namespace {

constexpr std::uint8_t kPlain = 97, kSpoken = 85, kBare = 80, kUnusual = 70;
constexpr std::size_t kLongestLocal = 64, kLongestHost = 100, kLongestPath = 2048,
                      kLongestLink = 128;

bool is_local_byte(char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

Identifier made(IdentifierKind kind, bool spoken, std::size_t start, std::size_t end,
                std::string value) {
  return {.kind = kind,
          .obfuscation = spoken ? Obfuscation::at_dot : Obfuscation::plain,
          .confidence = spoken ? kSpoken : kPlain,
          .span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)},
          .value = std::move(value)};
}

struct Local {
  std::size_t start = 0;
  std::string name;
  bool spoken = false;
};

// Letters of which script may be in a name.
enum class Script : std::uint8_t { ascii, any };

// Where a name of any script starts that ends at `end`: "jürgen" and "иван_85", but "anna" of
// "почтаanna" and of "邮箱anna".
std::size_t start_of_name(std::string_view raw, std::size_t end, std::size_t from) {
  constexpr char32_t kLastLatin = 0x24F;
  bool has_ascii = false;
  while (end > from) {
    if (is_local_byte(raw[end - 1])) {
      has_ascii |= is_letter(raw[--end]);
      continue;
    }
    const Glyph glyph = read_glyph_before(raw, end);
    const bool is_of_it = glyph.kind == GlyphKind::letter && !glyph.ideograph &&
                          (!has_ascii || glyph.code_point <= kLastLatin);
    const std::size_t start = start_of_character_before(raw, end);
    if (!is_of_it || start < from) break;
    end = start;
  }
  return end;
}

// The name that ends at `end`, not before `from`; "john dot smith" is one name.
std::optional<Local> read_local_before(std::string_view raw, std::size_t end, std::size_t from,
                                       Script script = Script::ascii) {
  Local local{.start = end, .name = {}};
  from = std::max(from, end - std::min(end, kLongestLocal));
  if (script == Script::any) local.start = start_of_name(raw, end, from);
  while (local.start > from && is_local_byte(raw[local.start - 1])) --local.start;
  while (local.start < end && (raw[local.start] == '.' || raw[local.start] == '-')) ++local.start;
  local.name = to_lower_letters(raw.substr(local.start, end - local.start));
  if (local.name.empty() || local.name.ends_with('.')) return std::nullopt;
  const auto dot = read_dot_before(raw, local.start, from);
  const auto first = dot ? read_local_before(raw, *dot, from) : std::nullopt;
  return first ? Local{first->start, first->name + "." + local.name, true} : local;
}

// "write us at example.com": no name.
bool is_function_word(std::string_view word) {
  static constexpr std::string_view kWords =
      " us me at the a an it him her them is are was be look meet work working live based here "
      "there now "
      "available online found visit contact find reach website site page more info see and or to "
      "en de ";
  return kWords.find(" " + std::string(word) + " ") != std::string_view::npos;
}

// "write me at gmail.com", "escribe en gmail.com", "mein Konto bei web.de": nor is one of these.
bool is_beside_a_provider(std::string_view word) {
  static constexpr std::string_view kWords =
      " my mine mail mails email e-mail mailbox account address adresse direccion correo cuenta "
      "correio conta endereco konto postfach mailadresse kontakt contact contacto contato compte "
      "boite courriel moi nous vous lui elle je tu yo eu ich mich uns mir mim nos on via par por "
      "per con com mit avec with write writing send sent use using google escribe escribir "
      "escribeme escribanos escriba escreva escrever ecrire ecrivez ecris schreib schreibe "
      "schreiben schreibt inscrit angemeldet registriert registered registrado disponible "
      "disponivel is es est ist está écrire écrivez écris boîte direção dirección endereço "
      "или и на в почта почту почте пишите писать ящик ";
  return kWords.find(" " + std::string(word) + " ") != std::string_view::npos;
}

// "lola (at) mail.com": where a frame stands around [start, end), `start` and `end` leave it and
// the blanks outside, `start` not before `from`.
bool leave_frame(std::string_view raw, std::size_t from, Frame frame, std::size_t& start,
                 std::size_t& end) {
  if (start <= from || end >= raw.size() || raw[end] == '\0' ||
      closing(raw[start - 1], frame) != raw[end])
    return false;
  --start;
  ++end;
  while (start > from && raw[start - 1] == ' ') --start;
  while (end < raw.size() && raw[end] == ' ') ++end;
  return true;
}

std::size_t end_of_path(std::string_view raw, std::size_t at) {
  const std::size_t start = at;
  raw = raw.substr(0, at + kLongestPath);
  while (at < raw.size() && static_cast<unsigned char>(raw[at]) > ' ' &&
         std::string_view("\"<>`{}|\\^").find(raw[at]) == std::string_view::npos)
    ++at;
  while (at > start && std::string_view(".,;:!?)'*]").find(raw[at - 1]) != std::string_view::npos)
    --at;
  return at;
}

// The normal form of a web address: no scheme, no "www.", no slash at the end.
std::string url_value(std::string_view host, std::string_view path) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  if (const auto fragment = path.find('#'); fragment != std::string_view::npos)
    path = path.substr(0, fragment);
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(host) + std::string(path);
}

// "t (dot) me / some_name", "wa.me slash 34655201337": behind a plain host the name must look like
// one, and in no case is it another host.
std::optional<Identifier> find_spoken_link(std::string_view raw, std::size_t start,
                                           const Domain& domain) {
  if (!is_service_host(domain.name)) return std::nullopt;
  const auto slash = read_sign(raw, domain.end, Sense::slash);
  if (!slash) return std::nullopt;
  std::size_t end = *slash;
  while (end < raw.size() && is_local_byte(raw[end])) ++end;
  while (end > *slash && (raw[end - 1] == '.' || raw[end - 1] == '-')) --end;
  if (is_tied_behind(raw, end)) return std::nullopt;
  const std::string_view page = raw.substr(*slash, end - *slash);
  const bool looks_like_one = std::ranges::any_of(page, [](char c) { return is_digit(c); }) ||
                              page.find('_') != std::string_view::npos;
  const auto other = read_domain(raw, *slash);
  if (!(domain.spoken || looks_like_one) || (other && !other->doubtful)) return std::nullopt;
  auto link = read_service_link(domain.name, page);
  if (!link) return std::nullopt;
  return made(link->kind, true, start, end, std::move(link->value));
}

Identifier address(std::string_view raw, std::size_t start, const Domain& domain) {
  std::size_t end = domain.end;
  if (end < raw.size() && (raw[end] == '/' || raw[end] == '?' || raw[end] == ':'))
    end = std::max(end, end_of_path(raw, end));
  const std::string_view path = raw.substr(domain.end, end - domain.end);
  if (auto link = read_service_link(domain.name, path))
    return made(link->kind, domain.spoken, start, end, std::move(link->value));
  if (auto link = find_spoken_link(raw, start, domain)) return *std::move(link);
  return made(IdentifierKind::url, domain.spoken, start, end, url_value(domain.name, path));
}

// Where in a host name that starts at `at` a number is glued to it: "mail.com06 83 47 19 52".
std::size_t start_of_number_behind(std::string_view raw, std::size_t at) {
  constexpr std::size_t kWhole = 9;
  raw = raw.substr(0, at + kLongestHost);
  for (; at < raw.size() && ((byte_class(raw[at]) & kDomainByte) != 0 || raw[at] == '.'); ++at) {
    if (!is_digit(raw[at]) || !is_letter(raw[at - 1])) continue;
    const std::size_t digits = std::min(raw.find_first_not_of("0123456789", at), raw.size()) - at;
    if (digits >= kWhole || (digits > 1 && raw[at] == '0' && raw[at + 1] != '0')) return at;
  }
  return at;
}

// Whether a bare host name has enough about it to be an address.
bool is_convincing(std::string_view raw, const Domain& domain) {
  if (!domain.doubtful || domain.name.starts_with("www.")) return true;
  return domain.end + 1 < raw.size() && raw[domain.end] == '/' && is_alnum(raw[domain.end + 1]);
}

// "ASP.NET", "B.Tech": what is learnt and not where somebody is.
bool is_of_a_craft(std::string_view host) {
  static constexpr std::string_view kNames =
      " asp.net ado.net vb.net ml.net dot.net socket.io b.com m.com b.tech m.tech ";
  return kNames.find(" " + std::string(host) + " ") != std::string_view::npos;
}

// "bad-site[.]example": the dots as they are meant.
std::string without_brackets(std::string host) {
  for (const std::string_view dot : {"[.]", "(.)", "{.}"}) {
    for (auto at = host.find(dot); at != std::string::npos; at = host.find(dot, at + 1))
      host.replace(at, dot.size(), ".");
  }
  return host;
}

// "gmail,com", "gmail com": the host of a mail provider, whose dot is a comma or gone.
std::optional<Domain> read_mail_host(std::string_view raw, std::size_t at) {
  const auto end_of_label = [&](std::size_t start) {
    std::size_t end = start;
    while (end < raw.size() && end - start < kLongestHost &&
           (byte_class(raw[end]) & kDomainByte) != 0)
      ++end;
    return end;
  };
  const std::size_t tie = end_of_label(at);
  if (tie + 1 >= raw.size() || (raw[tie] != ',' && raw[tie] != ' ')) return std::nullopt;
  if (raw[tie] == ' ' && to_lower(raw[tie + 1]) != 'c') return std::nullopt;  // of "com"
  const std::size_t end = end_of_label(tie + 1);
  const std::string_view ending = raw.substr(tie + 1, end - tie - 1);
  const bool goes_on = end + 1 < raw.size() && raw[end] == '.' && is_alnum(raw[end + 1]);
  if (goes_on || (raw[tie] == ' ' && !lists_word(" com ", ending))) return std::nullopt;
  std::string host = to_lower_letters(raw.substr(at, tie - at)) + "." + to_lower_letters(ending);
  if (!is_mail_provider(host)) return std::nullopt;
  return Domain{.name = std::move(host), .end = end, .labels = 2, .spoken = true};
}
}  // namespace

std::optional<Identifier> find_email(std::string_view raw, Span sign, std::size_t from) {
  std::size_t end = sign.start, start = sign.end;
  while (end > from && raw[end - 1] == ' ' && sign.start - end < 2) --end;
  while (start < raw.size() && raw[start] == ' ' && start - sign.end < 2) ++start;
  const bool bracketed = leave_frame(raw, from, Frame::brackets, end, start);
  const bool spaced = end < sign.start || start > sign.end;
  const bool dressed = sign.end - sign.start > 1;
  const bool is_tight = !spaced || bracketed;
  const auto local = read_local_before(raw, end, from, is_tight ? Script::any : Script::ascii);
  if (!local) return std::nullopt;
  const Endings endings = is_tight ? Endings::any : Endings::listed;
  auto domain = read_domain(raw, start, endings);
  if (!domain)
    domain = read_domain(raw.substr(0, start_of_number_behind(raw, start)), start, endings);
  if (!domain) domain = read_mail_host(raw, start);
  if (!domain || (spaced && !bracketed && !domain->spoken && !is_mail_provider(domain->name)))
    return std::nullopt;
  auto found = made(IdentifierKind::email, spaced || dressed || local->spoken || domain->spoken,
                    local->start, domain->end, local->name + "@" + domain->name);
  if (domain->unusual) found.confidence = std::min(found.confidence, kUnusual);
  return found;
}

std::optional<Identifier> find_spaced_email(std::string_view raw, std::size_t sign,
                                            std::size_t from) {
  const auto is_apart = [&](std::size_t at) {  // a character between two blanks
    return at < raw.size() && is_local_byte(raw[at]) && (at == 0 || raw[at - 1] == ' ') &&
           (at + 1 >= raw.size() || !is_local_byte(raw[at + 1]));
  };
  from = std::max(from, sign - std::min(sign, 2 * kLongestLocal));
  std::size_t start = sign;
  std::string name, host;
  while (start >= from + 2 && raw[start - 1] == ' ' && is_apart(start - 2)) start -= 2;
  for (std::size_t at = start; at < sign; at += 2) name += to_lower(raw[at]);
  std::size_t end = sign;
  for (std::size_t at = sign + 2; at < sign + kLongestHost && is_apart(at); at += 2) {
    host += to_lower(raw[at]);
    if (is_mail_provider(host)) end = at + 1;
  }
  if (name.size() < 2 || end == sign) return std::nullopt;
  host.resize((end - sign - 1) / 2);
  return made(IdentifierKind::email, true, start, end, name + "@" + host);
}

std::optional<Identifier> find_cased_email(std::string_view raw, Span word, std::size_t from) {
  const std::string_view token = cut(raw, word);
  const auto is_small = [](char c) { return is_alnum(c) && c == to_lower(c); };
  const auto is_inside = [&](std::size_t at, std::size_t size) {
    return at > 0 && at + size < token.size() && is_small(token[at - 1]) &&
           is_small(token[at + size]);
  };
  const std::size_t at = token.find("AT");
  if (at == token.npos || !is_inside(at, 2)) return std::nullopt;
  std::string host(token.substr(at + 2));
  for (auto dot = token.find("DOT", at); dot != token.npos; dot = token.find("DOT", dot + 3)) {
    if (!is_inside(dot, 3)) return std::nullopt;
    host.replace(host.find("DOT"), 3, ".");
  }
  const auto local = read_local_before(raw, word.start + at, from);
  const auto domain = read_domain(host, 0);
  if (!local || !domain || domain->end != host.size()) return std::nullopt;
  return made(IdentifierKind::email, true, local->start, word.end,
              local->name + "@" + domain->name);
}

std::optional<Identifier> find_spoken_email(std::string_view raw, Span word, std::size_t from) {
  std::size_t start = word.start, end = word.end;
  while (start > from && raw[start - 1] == ' ' && word.start - start < 2) --start;
  while (end < raw.size() && raw[end] == ' ' && end - word.end < 2) ++end;
  const bool bracketed = leave_frame(raw, from, Frame::brackets, start, end);
  const bool framed = bracketed || leave_frame(raw, from, Frame::any, start, end);
  const bool is_letter_alone =
      word.end - word.start < 2 || read_glyph(raw, word.start).end == word.end;
  if (is_letter_alone ? !bracketed : !framed && (start == word.start || end == word.end))
    return std::nullopt;
  auto domain = read_domain(raw, end);
  if (!domain) domain = read_mail_host(raw, end);
  if (!domain) return std::nullopt;
  const auto local = read_local_before(raw, start, from);
  if (!local) return std::nullopt;
  const bool doubtful_at = is_letter_alone || (word.end - word.start == 2 && !bracketed);
  const bool certain =
      !doubtful_at || is_mail_provider(domain->name) || (domain->spoken && !domain->doubtful);
  if (!certain || (!bracketed && is_function_word(local->name))) return std::nullopt;
  return made(IdentifierKind::email, true, local->start, domain->end,
              local->name + "@" + domain->name);
}

// "anna chez gmail point com", "anna77 gmail.com": the name before a mail provider that starts at
// `host`, behind a word for "@" or where the sign is gone.
std::optional<Identifier> find_mail_before(std::string_view raw, std::size_t host,
                                           const Domain& domain, std::size_t from) {
  static constexpr std::string_view kAts = " chez en em bei at a ad sur su auf на у ";
  if (host <= from || raw[host - 1] != ' ') return std::nullopt;
  std::size_t end = host - 1;
  const FoldedWord word = read_word_before(raw, end);
  const bool has_at = word.end > from && raw[word.end - 1U] == ' ' &&
                      lists_word(kAts, raw.substr(word.end, end - word.end));
  if (has_at) end = word.end - 1U;
  const auto local = read_local_before(raw, end, from, Script::any);
  if (!local || local->name.size() < 2) return std::nullopt;
  if (is_function_word(local->name) || is_beside_a_provider(local->name)) return std::nullopt;
  const bool looks_like_one =
      std::ranges::any_of(local->name, [](char c) { return is_digit(c) || c == '_' || c == '.'; });
  const bool has_letter = std::ranges::any_of(local->name, is_letter);
  if (!(has_at && domain.spoken) && !(looks_like_one && has_letter)) return std::nullopt;
  return made(IdentifierKind::email, true, local->start, domain.end,
              local->name + "@" + domain.name);
}

std::optional<Identifier> find_mail_without_signs(std::string_view raw, std::size_t host,
                                                  std::size_t from) {
  const auto domain = read_mail_host(raw, host);
  return domain ? find_mail_before(raw, host, *domain, from) : std::nullopt;
}

std::optional<Identifier> find_link(std::string_view raw, std::size_t colon, std::size_t from) {
  std::size_t start = colon;
  while (start > from && is_letter(raw[start - 1]) && colon - start < 12) --start;
  const std::string scheme = to_lower_letters(raw.substr(start, colon - start));
  if (is_service_scheme(scheme)) {
    const std::size_t end = end_of_path(raw.substr(0, colon + kLongestLink), colon + 1);
    auto link = read_service_scheme(scheme, raw.substr(colon + 1, end - colon - 1));
    if (!link) return std::nullopt;
    return made(link->kind, false, start, end, std::move(link->value));
  }
  const bool web = scheme == "http" || scheme == "https" || scheme == "hxxp" || scheme == "hxxps";
  if (!web || !raw.substr(colon).starts_with("://")) return std::nullopt;
  if (auto domain = read_domain(raw, colon + 3)) {
    domain->spoken |= scheme[1] == 'x';
    return address(raw, start, *domain);
  }
  // Looked at first: a text of schemes alone would have the same path read over and over.
  const std::string_view near = raw.substr(colon + 3, kLongestPath);
  const std::string_view before = near.substr(0, near.find_first_of("/?#"));
  if (before.find('.') == std::string_view::npos) return std::nullopt;
  const std::size_t end = end_of_path(raw, colon + 3);
  // A host of another form (a number, another script): taken as it stands.
  const std::string_view rest = raw.substr(colon + 3, end - colon - 3);
  const std::size_t host = std::min(rest.find_first_of("/?#"), rest.size());
  if (host == 0 || rest.substr(0, host).find('.') == std::string_view::npos) return std::nullopt;
  const std::string name = without_brackets(to_lower_letters(rest.substr(0, host)));
  return made(IdentifierKind::url, scheme[1] == 'x' || name.size() < host, start, end,
              url_value(name, rest.substr(host)));
}

std::optional<Identifier> find_host(std::string_view raw, Span dot, std::size_t from) {
  std::size_t start = dot.start, end = dot.end;
  from = std::max(from, start - std::min(start, kLongestHost));
  while (start > from && raw[start - 1] == ' ' && dot.start - start < 2) --start;
  const bool apart = start < dot.start && dot.end - dot.start == 1;  // "t . me"
  const bool framed = leave_frame(raw, from, Frame::any, start, end);
  const bool spoken = framed || apart || dot.end - dot.start > 1;
  while (start > from && ((byte_class(raw[start - 1]) & kDomainByte) != 0 || raw[start - 1] == '.'))
    --start;
  while (start < dot.start && !is_alnum(raw[start])) ++start;
  const auto domain = read_domain(raw, start);
  if (!domain || domain->end <= dot.end) return std::nullopt;
  const std::string_view first = std::string_view(domain->name).substr(0, domain->name.find('.'));
  if (first.empty()) return std::nullopt;
  const bool all_digits = std::ranges::all_of(first, [](char c) { return is_digit(c); });
  if (all_digits && domain->labels == 2 && first.size() < 3) return std::nullopt;  // "2.de"
  auto found = address(raw, start, *domain);
  if (found.kind != IdentifierKind::url) return found;
  if (is_mail_provider(domain->name) && found.span.end == domain->end) {
    if (auto email = find_mail_before(raw, start, *domain, from)) return email;
  }
  if (apart || (spoken && (first.size() < 3 || is_function_word(first)))) return std::nullopt;
  if (!is_convincing(raw, *domain)) return std::nullopt;
  if (found.span.end == domain->end && is_of_a_craft(domain->name)) return std::nullopt;
  found.confidence = std::min(found.confidence, kBare);
  return found;
}

}  // namespace lodestar::text::internal
