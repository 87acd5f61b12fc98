// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/organisers.h"

#include <algorithm>
#include <span>

namespace lodestar::detect::internal {
namespace {

struct KindShare {
  Kind kind;
  std::uint32_t share;
};

// Organisers, not postings.
constexpr KindShare kRealistic[] = {{Kind::forced_labour, 16},   {Kind::exploitation, 14},
                                    {Kind::recruit_and_sell, 5}, {Kind::agency, 30},
                                    {Kind::touring, 10},         {Kind::shared_flat, 5},
                                    {Kind::trader, 15},          {Kind::bulk, 5}};
constexpr KindShare kBenign[] = {{Kind::agency, 45},
                                 {Kind::touring, 15},
                                 {Kind::shared_flat, 10},
                                 {Kind::trader, 25},
                                 {Kind::bulk, 5}};
constexpr KindShare kShort[] = {{Kind::agency, 40}, {Kind::touring, 20}, {Kind::trader, 40}};

std::span<const KindShare> organisers_of(Preset preset) {
  if (preset == Preset::benign) return kBenign;
  if (preset == Preset::short_texts) return kShort;
  return kRealistic;
}

// Thousandths of all postings that belong to campaigns.
std::uint32_t share_in_campaigns(Preset preset) {
  switch (preset) {
    case Preset::clusters:
      return 500;
    case Preset::short_texts:
      return 300;
    case Preset::benign:
    case Preset::phones:
      return 200;
    case Preset::decoys:
      return 0;
    case Preset::realistic:
      break;
  }
  return 250;
}

class Planner {
 public:
  Planner(const SimulateOptions& options, std::span<const std::uint32_t> languages)
      : options_(options), languages_(languages), dice_(mix(options.seed, 0x706c616e)) {}

  Plan plan() {
    const auto wanted = options_.postings * share_in_campaigns(options_.preset) / 1000;
    plan_.rows.reserve(options_.postings);
    while (plan_.rows.size() + 3 <= wanted) add_organiser(wanted - plan_.rows.size());
    plan_.first_common_phone = phones_;
    plan_.first_lone_phone = phones_ + kCommonPhones;
    for (std::uint32_t lone = 0; plan_.rows.size() < options_.postings; ++lone) {
      plan_.rows.push_back({kLone, lone});
    }
    for (std::size_t i = plan_.rows.size(); i > 1; --i) {
      std::swap(plan_.rows[i - 1], plan_.rows[dice_.below(i)]);
    }
    return std::move(plan_);
  }

 private:
  Kind draw_kind() {
    const auto shares = organisers_of(options_.preset);
    std::uint32_t sum = 0;
    for (const KindShare& one : shares) sum += one.share;
    std::uint32_t at = dice_.below(sum);
    for (const KindShare& one : shares) {
      if (at < one.share) return one.kind;
      at -= one.share;
    }
    return shares.front().kind;
  }

  std::uint8_t draw_language() { return static_cast<std::uint8_t>(dice_.weighted(languages_)); }

  std::uint32_t draw_campaigns(Kind kind) {
    switch (kind) {
      case Kind::forced_labour:
        return dice_.heavy_tail(1, 6, 1.2);
      case Kind::exploitation:
        return dice_.heavy_tail(1, 5, 1.2);
      case Kind::recruit_and_sell:
        return dice_.between(2, 4);
      case Kind::agency:
        return dice_.heavy_tail(1, 4, 1.6);
      default:
        return 1;
    }
  }

  std::uint32_t draw_contacts(Kind kind) {
    switch (kind) {
      case Kind::forced_labour:
      case Kind::exploitation:
      case Kind::recruit_and_sell:
        return dice_.heavy_tail(1, 5, 1.5);
      case Kind::bulk:
        return dice_.between(2, 9);
      default:
        return 1;
    }
  }

  std::uint32_t draw_size(Kind kind, std::uint64_t left) {
    const auto most = static_cast<std::uint32_t>(std::min<std::uint64_t>(left, 2000));
    if (kind == Kind::touring || kind == Kind::shared_flat) {
      return std::min(most, dice_.heavy_tail(3, 20, 1.6));
    }
    if (kind == Kind::bulk) return std::min(most, dice_.heavy_tail(6, 2000, 0.9));
    return std::min(most, dice_.heavy_tail(3, 400, 1.25));
  }

  Form draw_form(Kind kind, std::uint32_t index) {
    if (options_.preset == Preset::short_texts) {
      if (kind == Kind::touring) return Form::short_adult;
      if (kind == Kind::agency) return Form::short_job;
      return dice_.chance(500) ? Form::short_flat : Form::short_sale;
    }
    switch (kind) {
      case Kind::exploitation:
      case Kind::touring:
      case Kind::shared_flat:
        return Form::adult;
      case Kind::recruit_and_sell:
        return index == 0 ? Form::job : Form::adult;
      case Kind::trader:
        return dice_.chance(400) ? Form::flat : Form::sale;
      case Kind::bulk:
        return Form::spam;
      default:
        return Form::job;
    }
  }

  ContactForm draw_contact_form() {
    const std::uint32_t at = dice_.below(100);
    if (at < 65 || options_.preset == Preset::phones) return ContactForm::phone;
    return at < 85 ? ContactForm::handle : ContactForm::email;
  }

  std::uint16_t draw_noise() {
    constexpr std::uint16_t kNoise[] = {0, 0, 0, 30, 80, 150};
    constexpr std::uint16_t kLittle[] = {0, 0, 0, 0, 0, 80};
    const auto at = dice_.below(6);
    return options_.preset == Preset::short_texts ? kLittle[at] : kNoise[at];
  }

  void set_time(Campaign& campaign) {
    campaign.start = kFirstDay + static_cast<std::int64_t>(dice_.below(365 * kDay));
    const bool burst = dice_.chance(200);
    campaign.length = burst ? kDay / 2 : kDay * dice_.between(5, 120);
    const bool moves = campaign.kind == Kind::touring ||
                       (campaign.form == Form::adult && dice_.chance(600)) ||
                       (campaign.kind == Kind::forced_labour && dice_.chance(500));
    if (!moves) return;
    campaign.stops = static_cast<std::uint8_t>(dice_.between(3, 6));
    campaign.length = kDay * campaign.stops * dice_.between(1, 3);
  }

  void add_organiser(std::uint64_t left) {
    const Kind kind = draw_kind();
    const std::uint32_t network = plan_.networks++;
    const std::uint8_t language = draw_language();
    const ContactForm form = draw_contact_form();
    const auto contacts = static_cast<std::uint16_t>(draw_contacts(kind));
    std::uint32_t& counter = form == ContactForm::phone ? phones_ : others_;
    const std::uint32_t first = counter;
    counter += contacts;
    const std::uint32_t count = draw_campaigns(kind);
    for (std::uint32_t i = 0; i < count && left >= 3; ++i) {
      Campaign campaign{.seed = dice_.roll(),
                        .network = network,
                        .size = draw_size(kind, left),
                        .first_contact = first,
                        .contacts = contacts,
                        .main_contact = static_cast<std::uint16_t>(dice_.below(contacts)),
                        .noise = draw_noise(),
                        .kind = kind,
                        .form = draw_form(kind, i),
                        .contact_form = form,
                        .language = language,
                        .is_copy = dice_.chance(60),
                        .is_stock = dice_.chance(500)};
      if (campaign.is_copy) campaign.noise = 0;
      set_time(campaign);
      left -= campaign.size;
      add(campaign);
    }
  }

  void add(const Campaign& campaign) {
    const auto index = static_cast<std::uint32_t>(plan_.campaigns.size());
    plan_.campaigns.push_back(campaign);
    for (std::uint32_t i = 0; i < campaign.size; ++i) plan_.rows.push_back({index, i});
  }

  const SimulateOptions& options_;
  std::span<const std::uint32_t> languages_;
  Dice dice_;
  Plan plan_;
  std::uint32_t phones_ = 0, others_ = 0;
};

}  // namespace

Plan plan_corpus(const SimulateOptions& options, std::span<const std::uint32_t> languages) {
  return Planner(options, languages).plan();
}

}  // namespace lodestar::detect::internal
