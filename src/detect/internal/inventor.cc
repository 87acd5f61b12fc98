// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/inventor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lodestar::detect::internal {
namespace {

using text::IdentifierKind;
using text::Obfuscation;

constexpr std::array<std::string_view, 6> kBoards = {"invented-board.example", "notices.example",
                                                     "jobs-sample.example",    "market-day.example",
                                                     "city-list.example",      "small-ads.example"};
constexpr std::uint32_t kLoneContacts = 0x4000'0000;  // addresses and handles of lone postings
constexpr std::uint32_t kBoardContacts = 0x7000'0000;

// What very many unrelated postings show beside their own contact: what a board puts under the
// texts it prints, and a number that somebody else writes everywhere.
struct Common {
  std::string_view before;
  IdentifierKind kind;
  std::uint32_t board;  // whose it is; kBoards.size() where nobody's
};
constexpr Common kCommons[] = {{"Invented Board: ", IdentifierKind::phone, 0},
                               {"Notices: ", IdentifierKind::email, 1},
                               {"City List: ", IdentifierKind::telegram, 4},
                               {"\xE2\x98\x8E ", IdentifierKind::phone, kBoards.size()}};
constexpr std::uint32_t kCommonShare = 18;  // of postings and campaigns, in a thousand, for each

// How many indicators an ordinary job advertisement holds, in thousandths: 98.4 % at least one,
// 15 % five or more (Volodko, Cockbain, Kleinberg 2020; in between, ours).
constexpr std::array<std::uint32_t, 9> kJobIndicators = {16, 190, 260, 230, 154, 80, 40, 20, 10};
// And an advertisement for sex work, of ten: none, one, two, three or more (Giommoni, Ikwu 2021).
constexpr std::array<std::uint32_t, 4> kAdultIndicators = {190, 583, 210, 17};

bool is_short(Form form) { return form >= Form::short_job; }
// Sellers and employers copy each other's sentences; the words of these are few as it is.
bool copies_stock(Form form) {
  return form == Form::job || form == Form::adult || form == Form::flat || form == Form::sale;
}
bool is_lead(Kind kind) {
  return kind == Kind::forced_labour || kind == Kind::exploitation ||
         kind == Kind::recruit_and_sell;
}

// Half are written as people write numbers, half in some disguise.
Obfuscation draw_disguise(Dice& dice, Preset preset) {
  if (preset != Preset::phones && dice.chance(650)) {
    return dice.chance(450) ? Obfuscation::plain : Obfuscation::separated;
  }
  constexpr Obfuscation kAll[] = {
      Obfuscation::plain, Obfuscation::separated,   Obfuscation::spaced,
      Obfuscation::words, Obfuscation::leet,        Obfuscation::unicode,
      Obfuscation::emoji, Obfuscation::interleaved, Obfuscation::mixed};
  return kAll[dice.below(std::size(kAll))];
}

IdentifierKind draw_service(const Tongue& tongue, Dice& dice) {
  constexpr IdentifierKind kServices[] = {IdentifierKind::telegram,  IdentifierKind::telegram,
                                          IdentifierKind::instagram, IdentifierKind::snapchat,
                                          IdentifierKind::skype,     IdentifierKind::kik};
  const IdentifierKind drawn = kServices[dice.below(std::size(kServices))];
  return tongue.grammar.language == "zh" ? IdentifierKind::wechat : drawn;
}

struct Style {
  std::string_view between, at_end;
};
Style draw_style(Dice& dice) {
  constexpr Style kStyles[] = {{". ", "."},  {". ", "."}, {". ", ""},   {"! ", "!"},
                               {".\n", "."}, {" - ", ""}, {"... ", ""}, {"; ", "."}};
  return kStyles[dice.below(std::size(kStyles))];
}

// `count` different entries of a list, in the order of the dice.
std::vector<RuleId> sample(std::vector<RuleId> list, std::size_t count, Dice& dice) {
  count = std::min(count, list.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(list[i], list[i + dice.below(list.size() - i)]);
  }
  list.resize(count);
  return list;
}

}  // namespace

struct Inventor::Recipe {
  std::uint64_t seed = 0;  // of the template
  std::uint8_t language = 0;
  Kind kind = Kind::job;
  Form form = Form::job;
  std::uint32_t sector = 0;
  std::uint32_t indicators = 0;
  bool is_stock = false;
  const Tongue* second = nullptr;  // says two sentences more
  ContactForm contact_form = ContactForm::none;
  InventedContact contact{};
  const Common* common = nullptr;  // also shows this
  InventedContact common_contact{};
};

namespace {

// Puts a posting's sentences together.
class Composer {
 public:
  Composer(const Tongue& tongue, std::uint32_t sector, std::uint64_t seed, bool is_stock)
      : draft_(tongue, sector), dice_(seed), is_stock_(is_stock) {}

  // A stock sentence is one of a few that everybody copies, with now and then a word of one's own.
  void say(RuleId rule) {
    if (!is_stock_) return draft_.add(rule, dice_);
    Dice stock(mix(rule, dice_.below(6)));
    draft_.add(rule, stock, dice_.chance(700), dice_.roll());
  }
  void say_all(std::span<const RuleId> rules) {
    for (const RuleId rule : rules) say(rule);
  }
  void say_some(const std::vector<RuleId>& rules, std::size_t count) {
    say_all(sample(rules, count, dice_));
  }
  void say_last(const Tongue::Body& body, ContactForm form) {
    for (const RuleId rule : body.last) {
      if (rule == kNoRule) {
        say(body.contact[static_cast<std::size_t>(form)]);
      } else if (dice_.chance(600)) {
        say(rule);
      }
    }
  }
  Dice& dice() { return dice_; }
  Draft take() { return std::move(draft_); }

 private:
  Draft draft_;
  Dice dice_;
  bool is_stock_;
};

}  // namespace

Draft Inventor::compose(const Recipe& recipe) const {
  const Tongue& tongue = tongues_[recipe.language];
  const Tongue::Body& body = tongue.bodies[static_cast<std::size_t>(recipe.form)];
  Composer composer(tongue, recipe.sector, mix(recipe.seed, 0x626f6479), recipe.is_stock);
  Dice& dice = composer.dice();
  if (is_short(recipe.form)) {
    composer.say_all(body.first);
    return composer.take();
  }
  if (recipe.kind == Kind::exploitation ||
      (recipe.kind == Kind::recruit_and_sell && recipe.form == Form::adult)) {
    composer.say(tongue.open_many);
    composer.say_some(tongue.adult_signs, dice.between(2, 4));
    composer.say_some(body.some, dice.between(1, 3));
  } else if (is_lead(recipe.kind)) {
    composer.say(tongue.lure);
    composer.say_some(body.some, dice.between(2, 3));
    composer.say_some(tongue.job_signs, dice.between(3, 5));
  } else {
    composer.say(body.first[0]);
    if (body.first.size() > 1 && dice.chance(600)) composer.say(body.first[1]);
    composer.say_some(body.some, dice.between(2, 5));
    if (recipe.kind == Kind::agency) composer.say(tongue.fair);
    composer.say_some(recipe.form == Form::adult ? tongue.adult_hints : tongue.job_hints,
                      recipe.indicators);
  }
  if (recipe.kind == Kind::decoy) {
    for (auto n = dice.between(2, 4); n > 0; --n) composer.say(tongue.decoy);
  }
  composer.say_last(body, recipe.contact_form);
  return composer.take();
}

// Two sentences in another language, as people add them for readers from elsewhere.
Draft Inventor::compose_second(const Recipe& recipe) const {
  const Tongue& tongue = *recipe.second;
  const std::uint32_t sector =
      recipe.sector % static_cast<std::uint32_t>(tongue.grammar.sectors.size());
  Composer composer(tongue, sector, mix(recipe.seed, 0x7365636f), false);
  composer.say_some(tongue.bodies[static_cast<std::size_t>(recipe.form)].some, 2);
  return composer.take();
}

void Inventor::write(const Recipe& recipe, Filling& filling, InventedPosting& posting) const {
  const Tongue& tongue = tongues_[recipe.language];
  Dice dice(mix(recipe.seed, 0x7374796c));
  const Style style = draw_style(dice);
  const RuleId title = tongue.bodies[static_cast<std::size_t>(recipe.form)].title;
  if (title != kNoRule) {
    Draft draft(tongue, recipe.sector);
    draft.add(title, dice);
    filling.between = filling.at_end = {};
    render(draft, filling, Field::title, posting);
  }
  filling.contact = recipe.contact;
  filling.between = style.between;
  filling.at_end = style.at_end;
  render(compose(recipe), filling, Field::text, posting);
  if (recipe.second != nullptr) {
    posting.text += '\n';
    render(compose_second(recipe), filling, Field::text, posting);
  }
  if (recipe.common != nullptr) {
    posting.text += '\n';
    posting.text += recipe.common->before;
    append_contact(tongue, recipe.common_contact, recipe.seed, posting);
    if (recipe.common->board < kBoards.size()) posting.source = kBoards[recipe.common->board];
  }
  const Filling::Choice place = filling.choose(tongue, tongue.place);
  posting.place = tongue.words_of(tongue.place, place.alternative);
}

Inventor::Recipe Inventor::recipe_of(const Campaign& campaign) const {
  Dice dice(mix(campaign.seed, 0x72656369));
  Recipe recipe{.seed = campaign.seed,
                .language = campaign.language,
                .kind = campaign.kind,
                .form = campaign.form,
                .is_stock = campaign.is_stock && copies_stock(campaign.form),
                .contact_form = campaign.contact_form};
  const Tongue& tongue = tongues_[campaign.language];
  if (!is_short(campaign.form) && dice.chance(is_lead(campaign.kind) ? 100 : 20)) {
    recipe.second = &tongues_[dice.weighted(shares_)];
  }
  recipe.sector = dice.below(tongue.grammar.sectors.size());
  if (campaign.kind == Kind::recruit_and_sell) recipe.sector = tongue.nightlife;
  recipe.is_stock &= tongue.has_blanks;
  if (campaign.form == Form::adult) recipe.indicators = dice.weighted(kAdultIndicators);
  if (campaign.form == Form::job) recipe.indicators = std::min(dice.weighted(kJobIndicators), 3U);
  recipe.contact.kind = campaign.contact_form == ContactForm::phone   ? IdentifierKind::phone
                        : campaign.contact_form == ContactForm::email ? IdentifierKind::email
                                                                      : draw_service(tongue, dice);
  choose_common_contact(campaign.seed, recipe);
  return recipe;
}

void Inventor::choose_common_contact(std::uint64_t seed, Recipe& recipe) const {
  const Preset preset = options_.preset;
  if (preset == Preset::short_texts || preset == Preset::phones || preset == Preset::decoys) return;
  Dice dice(mix(seed, 0x636f6d6d));
  const std::uint32_t at = dice.below(1000) / kCommonShare;
  if (at >= std::size(kCommons)) return;
  recipe.common = &kCommons[at];
  recipe.common_contact.kind = kCommons[at].kind;
  const bool is_phone = kCommons[at].kind == IdentifierKind::phone;
  recipe.common_contact.number =
      is_phone ? plan_.first_common_phone + (at == 0 ? 0 : 1) : kBoardContacts + at;
}

namespace {

// What fills the slots of one member of a campaign.
class Slots {
 public:
  Slots(const Campaign& campaign, std::uint32_t member, std::uint64_t seed)
      : campaign_(campaign), member_(member), seed_(seed) {}

  Filling::Choice choose(const Tongue& tongue, RuleId rule) const {
    const std::uint64_t fixed = mix(campaign_.seed, rule);
    const std::uint32_t count = tongue.alternatives(rule);
    const auto nth = [&](std::uint64_t n) {
      return static_cast<std::uint32_t>((fixed + n) % count);
    };
    if (rule == tongue.place && campaign_.stops > 0 && !campaign_.is_copy) {
      return {nth(stop()), true, fixed};
    }
    if (!varies(tongue, rule, fixed)) return {nth(0), false, fixed};
    const std::uint64_t seed = mix(seed_, rule);
    // The first two differ, so that a slot is one.
    if (campaign_.kind == Kind::shared_flat)
      return {nth(member_ < 2 ? member_ : seed % 2), true, seed};
    return {nth(member_ < 2 ? member_ : seed), true, seed};
  }
  std::uint32_t stop() const {
    return static_cast<std::uint32_t>(std::uint64_t{member_} * campaign_.stops / campaign_.size);
  }

 private:
  bool varies(const Tongue& tongue, RuleId rule, std::uint64_t fixed) const {
    if (campaign_.is_copy) return false;
    if (is_short(campaign_.form)) return rule == tongue.place;
    if (rule == tongue.firm && !is_lead(campaign_.kind)) return false;
    const bool person = rule == tongue.name || rule == tongue.age;
    if (is_lead(campaign_.kind) && (person || rule == tongue.place)) return true;
    if (campaign_.kind == Kind::touring || campaign_.kind == Kind::agency) {
      if (person) return false;
    }
    if (campaign_.kind == Kind::shared_flat) return person;
    return (fixed >> 40) % 2 == 0;
  }
  const Campaign& campaign_;
  std::uint32_t member_;
  std::uint64_t seed_;
};

// How one member of a campaign names its contact.
struct Naming {
  std::uint32_t number = 0;
  Obfuscation disguise = Obfuscation::plain;
  std::uint64_t seed = 0;
  bool rotates = false, may_vary = false;
};

// habits: the campaign's; dice: the member's.
Naming name_contact(const Campaign& campaign, std::uint32_t member, Preset preset, Dice& habits,
                    Dice& dice) {
  Naming naming{.rotates = campaign.contacts > 1 && !campaign.is_copy};
  const bool is_steady = campaign.is_copy || campaign.kind == Kind::agency || habits.chance(500);
  const bool keeps_disguise = is_steady || habits.chance(600);
  naming.disguise = draw_disguise(keeps_disguise ? habits : dice, preset);
  naming.seed = is_steady ? campaign.seed : mix(campaign.seed, 1 + std::uint64_t{member});
  // One way to write a handle; several for numbers and addresses.
  naming.may_vary = !is_steady && campaign.contact_form != ContactForm::handle;
  // Rotating: four of five name the main contact.
  std::uint32_t which = campaign.main_contact;
  if (naming.rotates && (member == 1 || dice.chance(200)))
    which = (which + 1 + dice.below(campaign.contacts - 1U)) % campaign.contacts;
  naming.number = campaign.first_contact + which;
  return naming;
}

Dice habits_of(const Campaign& campaign) { return Dice(mix(campaign.seed, 0x68616269)); }
Dice dice_of(const Campaign& campaign, std::uint32_t member) {
  return Dice(mix(campaign.seed, 1 + std::uint64_t{member}));
}

// Whether two members write the contact differently: with several ways to write it, few members may
// all draw the same.
bool varies_contact(const Campaign& campaign, Preset preset, const Tongue& tongue,
                    InventedContact contact) {
  std::string first, other;
  for (std::uint32_t member = 0; member < campaign.size; ++member) {
    Dice habits = habits_of(campaign), dice = dice_of(campaign, member);
    const Naming naming = name_contact(campaign, member, preset, habits, dice);
    if (naming.rotates) return true;
    if (!naming.may_vary) return false;
    contact.number = naming.number;
    std::string& out = member == 0 ? first : other;
    out.clear();
    append_contact(tongue, contact, naming.disguise, naming.seed, out);
    if (member > 0 && other != first) return true;
  }
  return false;
}

}  // namespace

void Inventor::make_member(const Campaign& campaign, std::uint32_t member,
                           InventedPosting& posting) const {
  Recipe recipe = recipe_of(campaign);
  const std::uint64_t seed = mix(campaign.seed, 1 + std::uint64_t{member});
  Dice habits = habits_of(campaign), dice = dice_of(campaign, member);
  const Slots slots(campaign, member, seed);
  Filling filling{
      .choose = [&](const Tongue& tongue, RuleId rule) { return slots.choose(tongue, rule); },
      .seed = seed,
      .noise = campaign.noise};
  const Naming naming = name_contact(campaign, member, options_.preset, habits, dice);
  filling.disguise = naming.disguise;
  filling.contact_seed = naming.seed;
  filling.contact_varies =
      varies_contact(campaign, options_.preset, tongues_[recipe.language], recipe.contact);
  recipe.contact.number = naming.number;
  write(recipe, filling, posting);
  posting.indicators = recipe.indicators;
  posting.time = campaign.start;
  if (campaign.stops > 0) {
    const std::int64_t stay = campaign.length / campaign.stops;
    posting.time += stay * slots.stop() + dice.below(static_cast<std::size_t>(stay));
  } else {
    posting.time += dice.below(static_cast<std::size_t>(campaign.length));
  }
  const std::size_t board =
      dice.chance(700) ? habits.below(kBoards.size()) : dice.below(kBoards.size());
  if (posting.source.empty()) posting.source = kBoards[board];
  posting.author =
      fmt::format("poster{:x}", mix(campaign.network, dice.below(campaign.contacts)) >> 36);
}

void Inventor::choose_lone_contact(std::uint32_t lone, Dice& dice, Recipe& recipe) const {
  const std::uint64_t numbers = invented_phones();
  const bool needs_phone = options_.preset == Preset::phones;
  const std::uint64_t left = numbers - std::min<std::uint64_t>(numbers, plan_.first_lone_phone);
  // Each number goes to one lone posting at most, however many there are.
  const std::uint64_t share = std::min<std::uint64_t>(left, lones_);
  const std::uint64_t at = lone * share / lones_;
  const bool may_phone = (lone + 1) * share / lones_ > at;
  const std::uint32_t form = dice.below(100);
  recipe.contact.number = kLoneContacts + lone;
  if (needs_phone || (may_phone && form < 60)) {
    recipe.contact_form = ContactForm::phone;
    recipe.contact.number =
        static_cast<std::uint32_t>((plan_.first_lone_phone + (needs_phone ? lone : at)) % numbers);
  } else if (form < 75) {
    recipe.contact_form = ContactForm::email;
    recipe.contact.kind = IdentifierKind::email;
  } else if (form < 88) {
    recipe.contact_form = ContactForm::handle;
    recipe.contact.kind = draw_service(tongues_[recipe.language], dice);
  }
}

Inventor::Recipe Inventor::recipe_of_lone(std::size_t row, std::uint32_t lone, Dice& dice) const {
  struct Share {
    Kind kind;
    Form form, brief;
    std::uint32_t percent;
  };
  constexpr Share kShares[] = {{Kind::job, Form::job, Form::short_job, 42},
                               {Kind::adult, Form::adult, Form::short_adult, 16},
                               {Kind::flat, Form::flat, Form::short_flat, 15},
                               {Kind::sale, Form::sale, Form::short_sale, 15},
                               {Kind::notice, Form::notice, Form::short_sale, 10},
                               {Kind::spam, Form::spam, Form::short_job, 2}};
  std::uint32_t at = dice.below(100);
  const Share* share = kShares;
  while (at >= share->percent) at -= (share++)->percent;
  const bool brief = options_.preset == Preset::short_texts;
  Recipe recipe{.seed = mix(options_.seed, row),
                .kind = share->kind,
                .form = brief ? share->brief : share->form};
  recipe.language = static_cast<std::uint8_t>(dice.weighted(shares_));
  if (!brief && dice.chance(20)) recipe.second = &tongues_[dice.weighted(shares_)];
  recipe.sector = dice.below(tongues_[recipe.language].grammar.sectors.size());
  recipe.is_stock =
      dice.chance(500) && copies_stock(recipe.form) && tongues_[recipe.language].has_blanks;
  if (recipe.kind == Kind::job && !brief) recipe.indicators = dice.weighted(kJobIndicators);
  if (recipe.kind == Kind::adult && !brief) recipe.indicators = dice.weighted(kAdultIndicators);
  if (options_.preset == Preset::decoys) recipe.kind = Kind::decoy;
  if (!brief) choose_lone_contact(lone, dice, recipe);
  choose_common_contact(recipe.seed, recipe);
  return recipe;
}

void Inventor::make_lone(std::size_t row, std::uint32_t lone, InventedPosting& posting) const {
  Dice dice(mix(mix(options_.seed, 0x6c6f6e65), row));
  const Recipe recipe = recipe_of_lone(row, lone, dice);
  const std::uint64_t seed = dice.roll();
  const Tongue& tongue = tongues_[recipe.language];
  Filling filling{.choose =
                      [seed](const Tongue& in, RuleId rule) {
                        const std::uint64_t own = mix(seed, rule);
                        return Filling::Choice{
                            static_cast<std::uint32_t>(own % in.alternatives(rule)), false, own};
                      },
                  .disguise = draw_disguise(dice, options_.preset),
                  .contact_seed = seed,
                  .seed = seed};
  // Only in lone postings: in those of a campaign it would be a slot of its own.
  const bool may_name_wage = recipe.contact_form == ContactForm::phone &&
                             (recipe.form == Form::adult || options_.preset == Preset::phones);
  filling.wage_behind = may_name_wage && Dice(mix(seed, 0x77616765)).chance(200);
  write(recipe, filling, posting);
  posting.kind = recipe.kind;
  posting.language = tongue.grammar.language;
  posting.indicators = recipe.indicators;
  posting.time = kFirstDay + static_cast<std::int64_t>(dice.below(400 * kDay));
  const std::size_t board = dice.below(kBoards.size());
  if (posting.source.empty()) posting.source = kBoards[board];
  posting.author = fmt::format("poster{:x}", dice.roll() >> 28);
}

Inventor::Inventor(const SimulateOptions& options, std::vector<Tongue> tongues)
    : options_(options), tongues_(std::move(tongues)) {
  for (const Tongue& tongue : tongues_) shares_.push_back(tongue.share);
  plan_ = plan_corpus(options, shares_);
  for (const Plan::Row& row : plan_.rows) lones_ += row.campaign == kLone ? 1U : 0U;
}

void Inventor::make(std::size_t row, InventedPosting& posting) const {
  for (std::string* field :
       {&posting.title, &posting.text, &posting.place, &posting.source, &posting.author}) {
    field->clear();
  }
  posting.slots.clear();
  posting.contacts.clear();
  posting.cluster = posting.network = -1;
  posting.should_lead = false;
  const Plan::Row& planned = plan_.rows[row];
  if (planned.campaign == kLone) return make_lone(row, planned.member, posting);
  const Campaign& campaign = plan_.campaigns[planned.campaign];
  posting.cluster = static_cast<std::int32_t>(planned.campaign);
  // Short texts name no contact that could tie them.
  if (!is_short(campaign.form)) {
    posting.network = static_cast<std::int32_t>(campaign.network);
  }
  posting.kind = campaign.kind;
  posting.language = tongues_[campaign.language].grammar.language;
  posting.should_lead = is_lead(campaign.kind);
  make_member(campaign, planned.member, posting);
}

}  // namespace lodestar::detect::internal
