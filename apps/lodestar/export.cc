// SPDX-License-Identifier: Apache-2.0
// lodestar export: all that one organisation owns, opened, in files that any program reads. It is
// on record before anything is written, at each import and account that it shows, too.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/counted.h"
#include "base/utc.h"
#include "cli.h"
#include "commands.h"
#include "desk/at_machine.h"
#include "desk_files.h"
#include "io/output.h"
#include "ledger_private.h"
#include "payload_key.h"
#include "store/leads.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/tasks.h"
#include "table/json_write.h"

namespace lodestar::app {
namespace {

using store::Connection;
using table::Json;

constexpr std::string_view kReadme = R"(# What an organisation keeps in Lodestar

JSON Lines in UTF-8: one object a line. Ids are random and link the files. Times are UTC. What was
erased is not here. Keep this folder as you keep the people whom it is about: it is not encrypted.

- `organisation.jsonl`: the organisation. id, name, kind
- `members.jsonl`: who has an account. id, name, roles, last_at, ended_at; no password, no secret
- `imports.jsonl`: files that detection read. id, account (who), name, state, message, postings,
  leads, made_at
- `leads.jsonl`: leads for review. id, import, state, version, score, assigned (account), line (as
  in the inbox), page (evidence, templates, places, days), network
- `contacts.jsonl`: contacts in leads. lead, index (as its texts name it), kind, value, postings
- `decisions.jsonl`: what was decided. id, lead, account, kind, explanation, reason, at
- `tasks.jsonl`: what there is to do. id, lead, assigned (account), title, due_at, done_at, made_at
- `record.jsonl`: what was done and looked at. subject, sequence, type, of, body (JSON)
)";

struct Typed {
  DeskFiles files;
  std::string organisation, out;
};

Json& time_or_null(Json& json, std::string_view name, std::uint64_t time_s) {
  json.key(name);
  return time_s == 0 ? json.null() : json.string(to_time(time_s));
}
Json& text_or_null(Json& json, std::string_view name, std::string_view text) {
  json.key(name);
  return text.empty() ? json.null() : json.string(text);
}

// What it writes, one organisation's; each look asks for that organisation.
class Export {
 public:
  Export(Connection& connection, store::Vault& vault, std::string_view organisation,
         io::OutputFolder& out, const std::stop_token& stop)
      : connection_(connection),
        vault_(vault),
        organisation_(organisation),
        out_(out),
        stop_(stop) {}

  Status write_people(const store::Organisation& organisation);
  Status write_imports();
  Status write_leads();
  Status write_tasks();
  Status write_record();

 private:
  Status write_lead(const store::LeadLine& lead, std::string& contacts, std::string& decisions,
                    std::string& line);
  Status write_about(const std::string& subject, io::OutputFile& file);
  Status check_stop() const {
    if (!stop_.stop_requested()) return {};
    return Error{Code::cancelled, "stopped; nothing was written"};
  }

  Connection& connection_;
  store::Vault& vault_;
  std::string_view organisation_;
  io::OutputFolder& out_;
  std::stop_token stop_;
  std::vector<std::string> subjects_;
};

Status Export::write_people(const store::Organisation& organisation) {
  std::string lines;
  Json(lines)
      .begin_object()
      .key("id")
      .string(organisation.id)
      .key("name")
      .string(organisation.name)
      .key("kind")
      .string(organisation.kind)
      .end_object();
  LODESTAR_TRY(out_.write("organisation.jsonl", lines + "\n"));
  lines.clear();
  for (const auto& member : LODESTAR_TRY(store::members_of(connection_, vault_, organisation_))) {
    Json json(lines);
    json.begin_object().key("id").string(member.account.id);
    text_or_null(json, "name", member.account.name.reveal());
    json.key("roles").string(member.account.roles);
    time_or_null(json, "last_at", member.last_s.value_or(0));
    time_or_null(json, "ended_at", member.ended_s.value_or(0)).end_object();
    lines += '\n';
    if (!member.account.name.reveal().empty()) subjects_.push_back(member.account.id);
  }
  return out_.write("members.jsonl", lines);
}

Status Export::write_imports() {
  std::string lines;
  for (const auto& import : LODESTAR_TRY(store::list_imports(connection_, vault_, organisation_))) {
    Json json(lines);
    json.begin_object().key("id").string(import.id).key("account").string(import.account);
    json.key("name").string(import.name.reveal()).key("state").string(import.state);
    json.key("message").string(import.message.reveal()).key("postings").number(import.postings);
    json.key("leads").number(import.leads);
    time_or_null(json, "made_at", import.made_s).end_object();
    lines += '\n';
    subjects_.push_back(import.id);
  }
  return out_.write("imports.jsonl", lines);
}

Status Export::write_lead(const store::LeadLine& lead, std::string& contacts,
                          std::string& decisions, std::string& line) {
  Json json(line);
  json.begin_object().key("id").string(lead.id).key("import").string(lead.import);
  json.key("state").string(lead.state).key("version").number(lead.version);
  json.key("score").real(double(lead.tenths) / 10, 1);
  text_or_null(json, "assigned", lead.assigned).key("line");
  line += lead.line.reveal();  // JSON as it was kept
  using enum store::LeadPart;
  for (const auto& [name, part] : {std::pair("page", page), std::pair("network", network)}) {
    json.key(name);
    line += LODESTAR_TRY(store::get_part(connection_, vault_, lead, part)).reveal();
  }
  json.end_object();
  line += '\n';
  for (const auto& contact : LODESTAR_TRY(store::contacts_of(connection_, vault_, lead))) {
    Json of(contacts);
    of.begin_object().key("lead").string(lead.id).key("index").number(contact.number);
    of.key("kind").string(contact.kind).key("value").string(contact.value.reveal());
    of.key("postings").number(contact.postings).end_object();
    contacts += '\n';
  }
  for (const auto& decision : LODESTAR_TRY(store::decisions_of(connection_, vault_, lead))) {
    Json of(decisions);
    of.begin_object().key("id").string(decision.id).key("lead").string(lead.id);
    of.key("account").string(decision.account).key("kind").string(decision.kind);
    text_or_null(of, "explanation", decision.explanation);
    of.key("reason").string(decision.words.reveal());
    time_or_null(of, "at", decision.at_s).end_object();
    decisions += '\n';
  }
  return {};
}

Status Export::write_leads() {
  io::OutputFile leads = LODESTAR_TRY(out_.open("leads.jsonl")),
                 contacts = LODESTAR_TRY(out_.open("contacts.jsonl")),
                 decisions = LODESTAR_TRY(out_.open("decisions.jsonl"));
  store::LeadQuery query{
      .organisation = organisation_, .account = "nobody", .which = store::LeadQuery::Which::all};
  while (true) {
    LODESTAR_TRY(check_stop());
    const auto page = LODESTAR_TRY(store::list_leads(connection_, vault_, query));
    for (const store::LeadLine& lead : page) {
      LODESTAR_TRY(write_lead(lead, contacts.buffer(), decisions.buffer(), leads.buffer()));
      for (io::OutputFile* file : {&leads, &contacts, &decisions}) LODESTAR_TRY(file->offer());
    }
    if (page.size() < query.most) break;
    query.after = std::pair(page.back().tenths, page.back().id);
  }
  for (io::OutputFile* file : {&leads, &contacts, &decisions}) LODESTAR_TRY(file->close());
  return {};
}

Status Export::write_tasks() {
  std::string lines;
  for (const auto& task : LODESTAR_TRY(store::list_tasks(connection_, vault_, organisation_))) {
    Json json(lines);
    json.begin_object().key("id").string(task.id);
    text_or_null(json, "lead", task.lead);
    text_or_null(json, "assigned", task.assigned).key("title").string(task.title.reveal());
    time_or_null(json, "due_at", task.due_s);
    time_or_null(json, "done_at", task.done_s);
    time_or_null(json, "made_at", task.made_s).end_object();
    lines += '\n';
  }
  return out_.write("tasks.jsonl", lines);
}

// The newest first, as they are looked up.
Status Export::write_about(const std::string& subject, io::OutputFile& file) {
  constexpr std::size_t kPage = 1000;
  store::Outbox outbox(vault_, 0);
  std::optional<std::uint64_t> before;
  while (true) {
    LODESTAR_TRY(check_stop());
    const auto page = LODESTAR_TRY(outbox.about(connection_, subject, before, kPage));
    for (const auto& entry : page) {
      std::string& line = file.buffer();
      Json json(line);
      json.begin_object().key("subject").string(subject).key("sequence").number(entry.sequence);
      json.key("type").string(entry.record.type).key("of").string(entry.record.subject);
      json.key("body").string(entry.record.body).end_object();
      line += '\n';
      LODESTAR_TRY(file.offer());
    }
    if (page.size() < kPage) return {};
    before = page.back().sequence;
  }
}

Status Export::write_record() {
  io::OutputFile file = LODESTAR_TRY(out_.open("record.jsonl"));
  for (const std::string& subject : subjects_) LODESTAR_TRY(write_about(subject, file));
  return file.close();
}

Result<store::Organisation> find_organisation(Connection& connection, std::string_view id) {
  for (auto& one : LODESTAR_TRY(store::all_organisations(connection))) {
    if (one.id == id) return std::move(one);
  }
  return Error{Code::not_found, fmt::format("--organisation {}: there is none of that id", id)};
}

// Imports and accounts, of which something is shown.
Result<std::vector<std::string>> subjects_of(Connection& connection, store::Vault& vault,
                                             std::string_view organisation) {
  std::vector<std::string> subjects;
  for (const auto& one : LODESTAR_TRY(store::members_of(connection, vault, organisation))) {
    if (!one.account.name.reveal().empty()) subjects.push_back(one.account.id);
  }
  for (const auto& one : LODESTAR_TRY(store::list_imports(connection, vault, organisation))) {
    subjects.push_back(one.id);
  }
  return subjects;
}

Status export_all(const Typed& typed, const std::stop_token& stop) {
  LODESTAR_TRY(io::check_free(typed.out));
  const auto database = LODESTAR_TRY(open_kept(typed.files));
  store::Vault vault(LODESTAR_TRY(read_payload_key(typed.files.key())));
  LODESTAR_TRY(database->write([&](Connection& c) { return vault.check(c); }));
  const std::uint32_t issuer = LODESTAR_TRY(LogFiles::read(typed.files.ledger())).issuer();
  io::OutputFolder out = LODESTAR_TRY(io::OutputFolder::create(typed.out, "organisation.jsonl"));
  store::Organisation organisation;
  LODESTAR_TRY(database->write([&](Connection& connection) -> Status {
    organisation = LODESTAR_TRY(find_organisation(connection, typed.organisation));
    return desk::record_at_machine(connection, vault, issuer, {"export", organisation.id}, now_s(),
                                   LODESTAR_TRY(subjects_of(connection, vault, organisation.id)));
  }));
  LODESTAR_TRY(database->read([&](Connection& connection) -> Status {
    Export of(connection, vault, organisation.id, out, stop);
    LODESTAR_TRY(of.write_people(organisation));
    LODESTAR_TRY(of.write_imports());
    LODESTAR_TRY(of.write_leads());
    LODESTAR_TRY(of.write_tasks());
    return of.write_record();
  }));
  LODESTAR_TRY(out.write("README.md", kReadme));
  LODESTAR_TRY(out.commit());
  fmt::print("{}: all that {} owns, not encrypted; README.md says what is what\n", typed.out,
             organisation.id);
  return {};
}

}  // namespace

void add_export(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("export", "All that one organisation owns, opened, in open formats");
  add_desk_files(*command, typed->files, Wants::data_and_key);
  command->add_option("--organisation", typed->organisation, "Its id")->required();
  command
      ->add_option("--out", typed->out, "The folder to make; it appears whole, and replaces none")
      ->required();
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return export_all(*typed, stop); };
  });
}

}  // namespace lodestar::app
