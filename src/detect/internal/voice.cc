// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/voice.h"

#include <algorithm>
#include <array>

#include "detect/indicators.h"

namespace lodestar::detect::internal {
namespace {

// Words of less strength are common in any posting, who helps or not.
constexpr std::int32_t kLeastTold = 8;

// What a posting offers of its own, the strongest that is found.
enum class Offer : std::uint8_t { none, services, terms };

class Hearing {
 public:
  Hearing(const Indicators& indicators, const FieldMatches& field)
      : indicators_(indicators), field_(field) {}

  // The first that shows a report or a warning.
  const PhraseMatch* find_cue() const {
    const auto found =
        std::ranges::find_if(*field_.matches, [&](const PhraseMatch& m) { return warns(m); });
    return found == field_.matches->end() ? nullptr : &*found;
  }

  bool helps() const {
    return std::ranges::any_of(*field_.matches, [&](const PhraseMatch& m) { return helps(m); });
  }

  Offer offer() const {
    Offer best = names_a_sum() ? Offer::terms : Offer::none;
    for (const PhraseMatch& match : *field_.matches) best = std::max(best, offer_of(match));
    return asks_for_helpers() ? std::min(best, Offer::services) : best;
  }

  // Of a posting that helps, by the strongest thing that it offers.
  bool is_told(const PhraseMatch& match, Offer offer) const {
    if (match.rule == indicators_.rule_of_stance(Stance::hiring)) return stands_by_cue(match.span);
    const bool is_stance = match.rule == indicators_.rule_of_recruiting() ||
                           match.rule == indicators_.rule_of_stance(Stance::selling);
    if (is_stance) return offer == Offer::none;
    if (match.rule >= indicators_.words.size() || offer == Offer::terms) return false;
    const WordIndicator& word = indicators_.words[match.rule];
    if (offer == Offer::none) return word.strength >= kLeastTold;
    return word.binds() && is_of_others(match.span);
  }

 private:
  // Said of others: they stand in it, or before it in its sentence.
  bool is_of_others(text::Span span) const {
    return std::ranges::any_of(*field_.matches, [&](const PhraseMatch& match) {
      return match.rule == indicators_.rule_of_others() && match.span.start < span.end &&
             !parted(match.span, span, Parting::sentence);
    });
  }

  // All workers that are asked for are to help: their pay is no offer to those who are helped.
  bool asks_for_helpers() const {
    bool asks = false;
    for (const PhraseMatch& match : *field_.matches) {
      if (match.rule != indicators_.rule_of_recruiting()) continue;
      const auto helps_here = [&](const PhraseMatch& other) {
        return helps(other) && !parted(other.span, match.span, Parting::clause);
      };
      if (std::ranges::none_of(*field_.matches, helps_here)) return false;
      asks = true;
    }
    return asks;
  }

  // "The boss keeps our passports" is said of what is done to the writer.
  bool is_own_harm(text::Span span) const {
    return std::ranges::any_of(*field_.matches, [&](const PhraseMatch& match) {
      return match.rule == indicators_.rule_of_warning() && match.span.start < span.end &&
             span.start < match.span.end;
    });
  }

  bool warns(const PhraseMatch& match) const {
    return match.rule == indicators_.rule_of_warning() || reports(match);
  }

  bool helps(const PhraseMatch& match) const {
    return match.rule == indicators_.rule_of_helping() || reports(match);
  }

  bool reports(const PhraseMatch& match) const {
    return match.rule < indicators_.words.size() && indicators_.words[match.rule].tells;
  }

  Offer offer_of(const PhraseMatch& match) const {
    const bool binds =
        match.rule < indicators_.words.size() && indicators_.words[match.rule].binds();
    if (binds && match.own && !is_own_harm(match.span)) return Offer::terms;
    const bool sells = match.rule == indicators_.rule_of_stance(Stance::selling);
    if (match.rule != indicators_.rule_of_recruiting() &&
        match.rule != indicators_.rule_of_terms() && !sells) {
      return Offer::none;
    }
    if (stands_by_cue(match.span) || is_of_others(match.span)) return Offer::none;
    if (is_asked(match.span)) return Offer::none;
    return sells ? Offer::services : Offer::terms;
  }

  bool stands_by_cue(text::Span span) const {
    return std::ranges::any_of(*field_.matches, [&](const PhraseMatch& match) {
      return (helps(match) || warns(match)) && !parted(match.span, span, Parting::clause);
    });
  }

  // "£450", "80 €"
  bool names_a_sum() const {
    static constexpr std::array<std::string_view, 6> kSigns = {"$", "£", "€", "₽", "₴", "zł"};
    const std::string_view raw = field_.raw;
    const auto is_digit = [&](std::size_t at) {
      return at < raw.size() && raw[at] >= '0' && raw[at] <= '9';
    };
    for (const std::string_view sign : kSigns) {
      for (auto at = raw.find(sign); at != raw.npos; at = raw.find(sign, at + sign.size())) {
        const std::size_t end = at + sign.size();
        const bool has_sum = is_digit(end) || (end < raw.size() && is_digit(end + 1)) ||
                             (at > 0 && is_digit(at - 1)) || (at > 1 && is_digit(at - 2));
        const text::Span span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        if (has_sum && !stands_by_cue(span) && !is_of_others(span) && !is_asked(span)) return true;
      }
    }
    return false;
  }

  // Not where the question begins behind it, or asks the reader ("..., are you interested?").
  bool is_asked(text::Span span) const {
    const std::string_view raw = field_.raw;
    for (std::uint32_t at = span.end; at < raw.size(); ++at) {
      if (raw.substr(at).starts_with("\u00bf")) return false;
      if (!is_parted(raw, at, at + 1, Parting::sentence)) continue;
      return raw[at] == '?' && !invites({span.end, at});
    }
    return false;
  }

  bool invites(text::Span within) const {
    return std::ranges::any_of(*field_.matches, [&](const PhraseMatch& match) {
      return match.rule == indicators_.rule_of_inviting() && match.span.start >= within.start &&
             match.span.end <= within.end;
    });
  }

  bool parted(text::Span a, text::Span b, Parting by) const {
    if (a.start > b.start) std::swap(a, b);
    return a.end < b.start && is_parted(field_.raw, a.end, b.start, by);
  }

  const Indicators& indicators_;
  const FieldMatches& field_;
};

bool is_word(const Indicators& indicators, const PhraseMatch& match) {
  return match.rule < indicators.words.size();
}

// Who takes photographs for passports keeps papers and asks a fee; only what else binds, workers
// asked for or services sold make that an offer.
void hear_who_serves(const Indicators& indicators, std::span<const FieldMatches> fields) {
  bool serves = false, offers = false;
  for (const FieldMatches& field : fields) {
    for (const PhraseMatch& match : *field.matches) {
      serves |= match.rule == indicators.rule_of_serving();
      offers |= match.rule == indicators.rule_of_recruiting() ||
                match.rule == indicators.rule_of_stance(Stance::selling);
      if (!is_word(indicators, match)) continue;
      const WordIndicator& word = indicators.words[match.rule];
      offers |= word.binds() && !word.is_served;
    }
  }
  if (!serves || offers) return;
  for (const FieldMatches& field : fields) {
    std::erase_if(*field.matches, [&](const PhraseMatch& match) {
      return is_word(indicators, match) && indicators.words[match.rule].is_served;
    });
  }
}

// A team, a choir or a salon has new girls every week: where all that sells is such words about
// people, and no body and no risk is named, nothing is sold.
void hear_who_plays(const Indicators& indicators, std::span<const FieldMatches> fields) {
  const auto selling = indicators.rule_of_stance(Stance::selling);
  const auto speaks_of_people = [&](const FieldMatches& field, text::Span span) {
    return std::ranges::any_of(*field.matches, [&](const PhraseMatch& match) {
      return is_word(indicators, match) && indicators.words[match.rule].speaks_of_people() &&
             match.span.start < span.end && span.start < match.span.end;
    });
  };
  bool plays = false, sells = false;
  for (const FieldMatches& field : fields) {
    for (const PhraseMatch& match : *field.matches) {
      plays |= match.rule == indicators.rule_of_playing();
      sells |= match.rule == selling && !speaks_of_people(field, match.span);
      sells |= is_word(indicators, match) && indicators.words[match.rule].family == "service_risk";
      for (std::size_t i = 0; i < indicators.sectors.size(); ++i)
        sells |= indicators.sectors[i].is_sold && match.rule == indicators.rule_of_sector(i);
    }
  }
  if (!plays || sells) return;
  for (const FieldMatches& field : fields) {
    std::erase_if(*field.matches, [&](const PhraseMatch& m) { return m.rule == selling; });
  }
}

// Who is spoken for does not work alone, whatever the posting says.
void hear_who_yields(const Indicators& indicators, std::span<const FieldMatches> fields) {
  const auto shows = [&](std::string_view id) {
    return std::ranges::any_of(fields, [&](const FieldMatches& field) {
      return std::ranges::any_of(*field.matches, [&](const PhraseMatch& match) {
        return is_word(indicators, match) && indicators.words[match.rule].id == id;
      });
    });
  };
  for (const FieldMatches& field : fields) {
    std::erase_if(*field.matches, [&](const PhraseMatch& match) {
      if (!is_word(indicators, match)) return false;
      const std::string& other = indicators.words[match.rule].yields_to;
      return !other.empty() && shows(other);
    });
  }
}

}  // namespace

Telling hear(const Indicators& indicators, std::span<const FieldMatches> fields) {
  hear_who_serves(indicators, fields);
  hear_who_plays(indicators, fields);
  hear_who_yields(indicators, fields);
  Telling telling;
  bool helps = false;
  Offer offer = Offer::none;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Hearing hearing(indicators, fields[i]);
    const PhraseMatch* cue = hearing.find_cue();
    if (cue != nullptr && !telling.tells) telling = {.tells = true, .field = i, .cue = cue->span};
    helps = helps || hearing.helps();
    offer = std::max(offer, hearing.offer());
  }
  telling.tells = telling.tells && offer == Offer::none;
  if (!helps) return telling;
  for (const FieldMatches& field : fields) {
    const Hearing hearing(indicators, field);
    std::vector<PhraseMatch> kept;
    std::ranges::copy_if(*field.matches, std::back_inserter(kept),
                         [&](const PhraseMatch& match) { return !hearing.is_told(match, offer); });
    field.matches->swap(kept);
  }
  if (offer == Offer::terms)
    fields.back().matches->push_back({.rule = indicators.rule_of_recruiting()});
  return telling;
}

}  // namespace lodestar::detect::internal
