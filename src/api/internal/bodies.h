// SPDX-License-Identifier: Apache-2.0
// What requests ask with and answers hold: the API's types, from which docs/spec/openapi.yaml and
// the desk's TypeScript types are made. What comes in says kIsAsked; leads' documents are written
// by detect/lead_documents.h, and described here.
#pragma once

#include <array>

#include "api/internal/shape.h"

namespace lodestar::api::internal {

template <std::size_t kCount>
using Words = std::array<std::string_view, kCount>;

inline constexpr Words<5> kStates{"open", "accepted", "benign", "unclear", "handed_over"};
inline constexpr Words<5> kDecisionKinds{"accept", "benign", "unclear", "hand_over", "reopen"};
inline constexpr Words<7> kExplanations{
    "ordinary_postings", "usual_business", "agency", "touring", "spam", "scam", "other"};
inline constexpr Words<4> kStandings{"new", "grown", "shrunk", "unchanged"};
inline constexpr Words<5> kWhich{"open", "mine", "fresh", "decided", "all"};
inline constexpr Words<5> kImportStates{"queued", "running", "done", "failed", "cancelled"};

constexpr std::int64_t kLongestName = 200;  // characters
constexpr std::int64_t kMostItems = 200;    // of a page of a list
constexpr Rule kNamed{.least = 1, .most = kLongestName};
// Names that somebody types, and others see.
constexpr Rule kCalled{.least = 1, .most = kLongestName, .shown = Shown::as_line};

// Who and where.

struct Person {
  static constexpr std::string_view kName = "Person";
  std::string id;
  std::string name;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
  }
};

struct Organisation {
  static constexpr std::string_view kName = "Organisation";
  std::string id, name, kind;
  bool runs_service = false;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("kind", it.kind);
    each("runs_service", it.runs_service, {.says = "Its administrators add organisations."});
  }
};

struct SessionAccount {
  static constexpr std::string_view kName = "SessionAccount";
  std::string id, name;
  std::vector<std::string> roles;
  Organisation organisation;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("roles", it.roles);
    each("organisation", it.organisation);
  }
};

inline constexpr Words<1> kNotices{"passkey_copied"};
struct Session {
  static constexpr std::string_view kName = "Session";
  SessionAccount account;
  std::string csrf;
  bool demonstration = false;
  std::optional<std::vector<OneOf<kNotices>>> notices;
  static void fields(auto& it, auto& each) {
    each("account", it.account);
    each("csrf", it.csrf, {.says = "What X-Lodestar-CSRF has to hold with each change."});
    each("demonstration", it.demonstration);
    each("notices", it.notices, {.says = "What its owner should look at.", .is_left_out = true});
  }
};

struct InventedPerson {
  static constexpr std::string_view kName = "InventedPerson";
  std::string id, name, role, organisation, does;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("role", it.role);
    each("organisation", it.organisation);
    each("does", it.does);
  }
};
struct InventedPeople {
  static constexpr std::string_view kName = "InventedPeople";
  std::vector<InventedPerson> people;
  static void fields(auto& it, auto& each) { each("people", it.people); }
};
struct Entering {
  static constexpr std::string_view kName = "Entering";
  static constexpr bool kIsAsked = true;
  std::string person;
  static void fields(auto& it, auto& each) { each("person", it.person, kNamed); }
};

inline constexpr Words<1> kReady{"ready"};
struct Health {
  static constexpr std::string_view kName = "Health";
  OneOf<kReady> status;
  std::string version;
  static void fields(auto& it, auto& each) {
    each("status", it.status);
    each("version", it.version);
  }
};

inline constexpr Words<1> kBlank{"about:blank"};
struct Problem {
  static constexpr std::string_view kName = "Problem";
  OneOf<kBlank> type;
  std::string title;
  int status = 0;
  std::string detail;
  std::optional<std::string> field;
  static void fields(auto& it, auto& each) {
    each("type", it.type);
    each("title", it.title);
    each("status", it.status, {.least = 400, .most = 599});
    each("detail", it.detail);
    each("field", it.field, {.says = "The member that it is about.", .is_left_out = true});
  }
};

// Lists: `after` is what the answer before called `next`.

struct Paged {
  std::optional<std::string> after;
  std::optional<std::int64_t> limit;
  static void fields(auto& it, auto& each) {
    each("after", it.after, {.says = "Where the page before ended: its `next`.", .most = 400});
    each("limit", it.limit, {.says = "How many at most; 50.", .least = 1, .most = kMostItems});
  }
};
constexpr Rule kNext{.says = "`after` of the next page; null: there is none."};

// Leads.

struct PlaceCount {
  static constexpr std::string_view kName = "PlaceCount";
  std::string place;
  std::int64_t postings = 0;
  static void fields(auto& it, auto& each) {
    each("place", it.place);
    each("postings", it.postings);
  }
};
struct Figures {
  static constexpr std::string_view kName = "Figures";
  std::int64_t n = 0, m = 0, days = 0;
  std::vector<std::string> places;
  static void fields(auto& it, auto& each) {
    each("n", it.n);
    each("m", it.m);
    each("days", it.days);
    each("places", it.places);
  }
};
struct Reason {
  static constexpr std::string_view kName = "Reason";
  std::string indicator, title;
  double points = 0;
  Figures figures;
  static void fields(auto& it, auto& each) {
    each("indicator", it.indicator);
    each("title", it.title);
    each("points", it.points);
    each("figures", it.figures);
  }
};
struct LineDocument {
  std::string title, summary;
  std::vector<std::string> subject;
  std::vector<Reason> reasons;
  std::int64_t postings = 0;
  double score = 0, speaks_for = 0, against = 0;
  std::optional<OneOf<kStandings>> standing;
  std::optional<Time> first, last;
  std::vector<PlaceCount> places;
  static void fields(auto& it, auto& each) {
    each("title", it.title);
    each("summary", it.summary);
    each("subject", it.subject, {.says = "What line of work it is about."});
    each("reasons", it.reasons);
    each("postings", it.postings);
    each("score", it.score);
    each("for", it.speaks_for);
    each("against", it.against);
    each("standing", it.standing);
    each("first", it.first);
    each("last", it.last);
    each("places", it.places);
  }
};
struct LeadLine {
  static constexpr std::string_view kName = "LeadLine";
  std::string id;
  OneOf<kStates> state;
  std::uint64_t version = 0;
  std::optional<Person> assigned;
  Person import;
  bool seen = false;
  Spliced<LineDocument> document;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("state", it.state,
         {.says = "Open to those who read no decisions: to them nothing was decided."});
    each("version", it.version, {.says = "Its ETag, without the quotes."});
    each("assigned", it.assigned);
    each("import", it.import);
    each("seen", it.seen);
    each(it.document);
  }
};
struct Counts {
  static constexpr std::string_view kName = "Counts";
  std::uint64_t open = 0, mine = 0, fresh = 0, decided = 0;
  static void fields(auto& it, auto& each) {
    each("open", it.open);
    each("mine", it.mine);
    each("fresh", it.fresh, {.says = "Open, of an import of the last day."});
    each("decided", it.decided);
  }
};
struct LeadsAsked {
  std::optional<OneOf<kWhich>> state;
  Paged page;
  static void fields(auto& it, auto& each) {
    each("state", it.state, {.says = "Which; open."});
    Paged::fields(it.page, each);
  }
};
// What is looked for may be a person's: it travels in a body, and stands in no address.
struct LeadsSought {
  static constexpr std::string_view kName = "LeadsSought";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> q;
  LeadsAsked among;
  static void fields(auto& it, auto& each) {
    each("q", it.q,
         {.says = "Words that title, summary, reasons or places have, all of them; or a number or "
                  "handle. A page may have fewer than `limit`, or none, and a `next`.",
          .least = 1,
          .most = kLongestName});
    LeadsAsked::fields(it.among, each);
  }
};
struct LeadList {
  static constexpr std::string_view kName = "LeadList";
  std::vector<LeadLine> items;
  std::optional<std::string> next;
  Counts counts;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
    each("counts", it.counts);
  }
};

struct Quote {
  static constexpr std::string_view kName = "Quote";
  std::string posting;
  std::optional<std::string> file;
  std::string field;
  std::int64_t start = 0, end = 0;
  std::string text;
  static void fields(auto& it, auto& each) {
    each("posting", it.posting);
    each("file", it.file, {.is_left_out = true});
    each("field", it.field);
    each("start", it.start);
    each("end", it.end);
    each("text", it.text, {.says = "Contacts in it are masked: [kind:mark.index]."});
  }
};
struct Evidence {
  static constexpr std::string_view kName = "Evidence";
  std::string indicator, family;
  bool structural = false;
  std::string label, detail, why, benign, source;
  double points = 0;
  std::optional<std::int64_t> percent;
  std::string title;
  Figures figures;
  std::int64_t postings = 0;
  std::vector<Quote> quotes;
  static void fields(auto& it, auto& each) {
    each("indicator", it.indicator);
    each("family", it.family);
    each("structural", it.structural);
    each("label", it.label);
    each("detail", it.detail);
    each("why", it.why);
    each("benign", it.benign);
    each("source", it.source);
    each("points", it.points);
    each("percent", it.percent,
         {.says = "Of the pack's points, where decisions have changed it.", .is_left_out = true});
    each("title", it.title);
    each("figures", it.figures);
    each("postings", it.postings);
    each("quotes", it.quotes);
  }
};
struct HintCounts {
  static constexpr std::string_view kName = "Hints";
  int benign = 0, spam = 0, scam = 0, business = 0, trafficking_concern = 0;
  static void fields(auto& it, auto& each) {
    each("benign", it.benign);
    each("spam", it.spam);
    each("scam", it.scam);
    each("business", it.business);
    each("trafficking_concern", it.trafficking_concern);
  }
};
struct Filler {
  static constexpr std::string_view kName = "Filler";
  std::string text;
  std::int64_t postings = 0;
  static void fields(auto& it, auto& each) {
    each("text", it.text);
    each("postings", it.postings);
  }
};
struct TemplatePiece {
  static constexpr std::string_view kName = "TemplatePiece";
  std::optional<std::string> words;
  std::optional<std::int64_t> slot, distinct;
  std::optional<std::vector<Filler>> fillers;
  static void fields(auto& it, auto& each) {
    each("words", it.words, {.is_left_out = true});
    each("slot", it.slot, {.is_left_out = true});
    each("distinct", it.distinct, {.is_left_out = true});
    each("fillers", it.fillers, {.is_left_out = true});
  }
};
struct Template {
  static constexpr std::string_view kName = "Template";
  std::string cluster;
  std::int64_t postings = 0;
  std::vector<TemplatePiece> pieces;
  std::optional<Time> first, last;
  static void fields(auto& it, auto& each) {
    each("cluster", it.cluster);
    each("postings", it.postings);
    each("pieces", it.pieces);
    each("first", it.first);
    each("last", it.last);
  }
};
struct DayCount {
  static constexpr std::string_view kName = "DayCount";
  std::string day, place;
  std::int64_t postings = 0;
  static void fields(auto& it, auto& each) {
    each("day", it.day);
    each("place", it.place);
    each("postings", it.postings);
  }
};
struct PageDocument {
  std::vector<Evidence> evidence;
  HintCounts hints;
  std::vector<Template> templates;
  std::vector<DayCount> days;
  static void fields(auto& it, auto& each) {
    each("evidence", it.evidence);
    each("hints", it.hints);
    each("templates", it.templates);
    each("days", it.days);
  }
};
struct Contact {
  static constexpr std::string_view kName = "Contact";
  std::uint32_t index = 0;
  std::string kind, masked;
  std::uint32_t postings = 0;
  static void fields(auto& it, auto& each) {
    each("index", it.index);
    each("kind", it.kind);
    each("masked", it.masked);
    each("postings", it.postings);
  }
};
struct Decision {
  static constexpr std::string_view kName = "Decision";
  std::string id;
  OneOf<kDecisionKinds> kind;
  std::optional<OneOf<kExplanations>> explanation;
  std::string reason;
  Person by;
  Time at;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("kind", it.kind);
    each("explanation", it.explanation, {.is_left_out = true});
    each("reason", it.reason);
    each("by", it.by);
    each("at", it.at);
  }
};
struct Lead {
  static constexpr std::string_view kName = "Lead";
  LeadLine line;
  Spliced<PageDocument> document;
  std::vector<Contact> contacts;
  std::vector<Decision> decisions;
  static void fields(auto& it, auto& each) {
    LeadLine::fields(it.line, each);
    each(it.document);
    each("contacts", it.contacts);
    each("decisions", it.decisions);
  }
};

struct NetworkGroup {
  static constexpr std::string_view kName = "NetworkGroup";
  std::string id;
  std::int64_t postings = 0;
  std::string words;
  std::optional<Time> first, last;
  std::vector<std::string> places;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("postings", it.postings);
    each("words", it.words);
    each("first", it.first);
    each("last", it.last);
    each("places", it.places);
  }
};
struct NetworkEdge {
  static constexpr std::string_view kName = "NetworkEdge";
  std::string group;
  std::int64_t contact = 0, postings = 0, weight = 0;
  static void fields(auto& it, auto& each) {
    each("group", it.group);
    each("contact", it.contact);
    each("postings", it.postings);
    each("weight", it.weight);
  }
};
struct Circuit {
  static constexpr std::string_view kName = "Circuit";
  std::int64_t days = 0;
  std::vector<std::string> places;
  static void fields(auto& it, auto& each) {
    each("days", it.days);
    each("places", it.places);
  }
};
struct NetworkDocument {
  std::vector<NetworkGroup> groups;
  std::int64_t groups_left_out = 0;
  std::vector<NetworkEdge> edges;
  std::vector<Circuit> circuits;
  static void fields(auto& it, auto& each) {
    each("groups", it.groups);
    each("groups_left_out", it.groups_left_out);
    each("edges", it.edges);
    each("circuits", it.circuits);
  }
};
struct Network {
  static constexpr std::string_view kName = "Network";
  Spliced<NetworkDocument> document;
  std::vector<Contact> contacts;
  static void fields(auto& it, auto& each) {
    each(it.document);
    each("contacts", it.contacts);
  }
};

struct Revealed {
  static constexpr std::string_view kName = "Revealed";
  Sensitive<std::string> value;
  static void fields(auto& it, auto& each) { each("value", it.value); }
};
struct NewDecision {
  static constexpr std::string_view kName = "NewDecision";
  static constexpr bool kIsAsked = true;
  OneOf<kDecisionKinds> kind;
  std::optional<OneOf<kExplanations>> explanation;
  std::string reason;
  static void fields(auto& it, auto& each) {
    each("kind", it.kind);
    each("explanation", it.explanation, {.says = "Which harmless one there is; with benign."});
    each("reason", it.reason,
         {.says = "Why, in a sentence.", .least = 1, .most = 4000, .shown = Shown::as_lines});
  }
};
struct Assignment {
  static constexpr std::string_view kName = "Assignment";
  static constexpr bool kIsAsked = true;
  std::optional<std::string> account;
  static void fields(auto& it, auto& each) {
    each("account", it.account, {.says = "Whose it is from now on; null: nobody's.", .most = 200});
  }
};
struct LinkedAsked {
  static constexpr std::string_view kName = "LinkedAsked";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> value;
  static void fields(auto& it, auto& each) {
    each("value", it.value, {.says = "A number or handle.", .least = 1, .most = 400});
  }
};
struct LinkedPosting {
  static constexpr std::string_view kName = "LinkedPosting";
  std::string id;
  Person import;
  std::string text;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("import", it.import);
    each("text", it.text);
  }
};
struct Linked {
  static constexpr std::string_view kName = "Linked";
  std::vector<LinkedPosting> postings;
  std::vector<LeadLine> leads;
  static void fields(auto& it, auto& each) {
    each("postings", it.postings);
    each("leads", it.leads);
  }
};

// Imports, activity, tasks.

struct Import {
  static constexpr std::string_view kName = "Import";
  std::string id;
  Sensitive<std::string> name;
  OneOf<kImportStates> state;
  std::optional<std::string> stage;
  std::uint64_t done = 0, total = 0, postings = 0, leads = 0;
  std::string message;
  Person by;
  Time at;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name);
    each("state", it.state);
    each("stage", it.stage, {.says = "What detection does, while it runs.", .is_left_out = true});
    each("done", it.done, {.says = "Of that stage, where it can tell."});
    each("total", it.total, {.says = "What `done` ends at; 0: it cannot tell."});
    each("postings", it.postings);
    each("leads", it.leads);
    each("message", it.message);
    each("by", it.by);
    each("at", it.at);
  }
};
struct ImportList {
  static constexpr std::string_view kName = "ImportList";
  std::vector<Import> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
struct FileBody {  // the request's bytes
  Sensitive<std::string> name;
};

// A lead that is told of, as lists show it.
struct NamedLead {
  static constexpr std::string_view kName = "NamedLead";
  std::string id;
  Spliced<LineDocument> document;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each(it.document);
  }
};
struct Deed {
  static constexpr std::string_view kName = "Deed";
  Time at;
  Person by;
  std::string what;
  NamedLead about;
  static void fields(auto& it, auto& each) {
    each("at", it.at);
    each("by", it.by);
    each("what", it.what);
    each("about", it.about);
  }
};
struct Activity {
  static constexpr std::string_view kName = "Activity";
  std::vector<Deed> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};

struct Weight {
  static constexpr std::string_view kName = "Weight";
  std::string indicator;
  std::int32_t percent = 100;
  std::uint32_t accepted = 0, benign = 0;
  static void fields(auto& it, auto& each) {
    each("indicator", it.indicator, {.says = "The id of a pack's entry."});
    each("percent", it.percent, {.says = "Of the pack's points.", .least = 50, .most = 200});
    each("accepted", it.accepted, {.says = "Leads that showed it and were accepted."});
    each("benign", it.benign, {.says = "Leads that showed it and were benign."});
  }
};
inline constexpr Words<1> kWeightsFormat{"lodestar-weights-1"};
struct Weights {
  static constexpr std::string_view kName = "Weights";
  OneOf<kWeightsFormat> format;
  Time made;
  std::uint32_t accepted = 0, benign = 0;
  std::vector<Weight> weights;
  static void fields(auto& it, auto& each) {
    each("format", it.format);
    each("made", it.made);
    each("accepted", it.accepted, {.says = "Leads accepted or handed over."});
    each("benign", it.benign, {.says = "Leads dismissed as benign."});
    each("weights", it.weights);
  }
};

struct Task {
  static constexpr std::string_view kName = "Task";
  std::string id;
  Sensitive<std::string> title;
  std::optional<NamedLead> lead;
  std::optional<Person> assigned;
  std::optional<Time> due;
  bool done = false;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("title", it.title);
    each("lead", it.lead);
    each("assigned", it.assigned);
    each("due", it.due);
    each("done", it.done);
  }
};
struct TaskList {
  static constexpr std::string_view kName = "TaskList";
  std::vector<Task> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};
struct NewTask {
  static constexpr std::string_view kName = "NewTask";
  static constexpr bool kIsAsked = true;
  std::string title;
  std::optional<std::string> lead, assigned;
  std::optional<Due> due;
  static void fields(auto& it, auto& each) {
    each("title", it.title,
         {.says = "What is to be done.", .least = 1, .most = 500, .shown = Shown::as_line});
    each("lead", it.lead, {.most = kLongestName});
    each("assigned", it.assigned, {.says = "Whose it is; one's own.", .most = kLongestName});
    each("due", it.due, {.says = "A day, or a time."});
  }
};
struct TaskChange {
  static constexpr std::string_view kName = "TaskChange";
  static constexpr bool kIsAsked = true;
  bool done = false;
  static void fields(auto& it, auto& each) { each("done", it.done); }
};

// Records of the ledger, and knowledge.

struct AccessesAsked {
  std::optional<std::string> subject;
  Paged page;
  static void fields(auto& it, auto& each) {
    each("subject", it.subject,
         {.says = "An import or a member, for auditors; oneself.",
          .least = 1,
          .most = kLongestName});
    Paged::fields(it.page, each);
  }
};
struct Access {
  static constexpr std::string_view kName = "Access";
  Time at;
  std::string what;
  std::optional<Person> by;
  std::optional<std::string> role, action, purpose;
  std::optional<std::vector<std::string>> fields_seen;
  std::optional<std::string> denied;
  static void fields(auto& it, auto& each) {
    each("at", it.at);
    each("what", it.what, {.says = "What happened, or what was asked for."});
    each("by", it.by,
         {.says = "Who asked; left out where it happened to the account itself.",
          .is_left_out = true});
    each("role", it.role, {.is_left_out = true});
    each("action", it.action, {.is_left_out = true});
    each("purpose", it.purpose, {.is_left_out = true});
    each("fields", it.fields_seen, {.is_left_out = true});
    each("denied", it.denied, {.says = "Why it was refused, where it was.", .is_left_out = true});
  }
};
struct AccessList {
  static constexpr std::string_view kName = "AccessList";
  std::vector<Access> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};

struct Indicator {
  static constexpr std::string_view kName = "Indicator";
  std::string id, label;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("label", it.label);
  }
};
struct Pack {
  static constexpr std::string_view kName = "Pack";
  std::string name, date;
  std::vector<Indicator> indicators;
  static void fields(auto& it, auto& each) {
    each("name", it.name);
    each("date", it.date, {.says = "As its pack.json says; may be empty."});
    each("indicators", it.indicators);
  }
};
struct PackList {
  static constexpr std::string_view kName = "PackList";
  std::vector<Pack> items;
  std::optional<std::string> next;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("next", it.next, kNext);
  }
};

}  // namespace lodestar::api::internal
