// SPDX-License-Identifier: Apache-2.0
// Where a desk keeps what, as its commands are told:
//
//   DATA/store.sqlite     what is kept, where it is not on a PostgreSQL
//   DATA/ledger/          the private log of what was done and looked at
//   DATA/ledger.turn      held by whoever hands over to it, publishes it or copies it
//   DATA/work/            files that detection still has to read
//   DATA.key, DATA.key.ledger    the keys that all of it is sealed with
//   DATA.erased           the list of erasures, which has to outlive DATA and its backups
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/sealed.h"
#include "log_files.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace lodestar::app {

struct DeskFiles {
  std::string data, key_file, database, erasures;

  std::string key() const;         // --key-file, or DATA.key
  std::string ledger_key() const;  // beside it
  std::string list() const;        // --erasures, or DATA.erased
  std::string store() const { return data + "/store.sqlite"; }
  std::string ledger() const { return data + "/ledger"; }
  std::string turn() const { return data + "/ledger.turn"; }
  bool is_on_server() const { return !database.empty(); }
  Result<store::Connect> connect() const;  // invalid: what names the server holds a password
};

enum class Wants : std::uint8_t { data, data_and_key, all };
void add_desk_files(CLI::App& command, DeskFiles& files, Wants wants);

// For a command beside the service: what is there, of this program's schema.
Result<std::unique_ptr<store::Database>> open_kept(const DeskFiles& files);
Status check_kept(const DeskFiles& files);   // not_found: nothing is kept there
Status check_user(const std::string& data);  // forbidden: root, on what is another user's

// The log is the service's own; made where there is none, unless the database has one already.
Result<LogFiles> ledger_of(const DeskFiles& files, store::Database& database);

}  // namespace lodestar::app
