// SPDX-License-Identifier: Apache-2.0
// lodestar backup: what a desk keeps, in one file, while it goes on working.
//
// The store is taken first and the ledger behind it: so the ledger may know of more than the store,
// and never of less; the service finds again what was handed over meanwhile. No key is in it but
// that which signs the ledger.
//
//   backup = "backup.json" "store.sqlite" ["erased"] "ledger/..."
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "base/utc.h"
#include "cli.h"
#include "commands.h"
#include "desk/erasures.h"
#include "desk_files.h"
#include "io/archive.h"
#include "io/turn.h"
#include "ledger_private.h"
#include "store/snapshot.h"
#include "table/json_write.h"

namespace lodestar::app {
namespace {

struct Typed {
  DeskFiles files;
  std::string out;
};

// Removed with all that is in it.
class Scratch {
 public:
  explicit Scratch(std::string path) : path_(std::move(path)) {}
  ~Scratch() { clear(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& path() const { return path_; }
  Status make() {
    clear();
    return io::system_files().make_folder(path_, 0700);
  }

 private:
  void clear() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path_;
};

std::string about_this(std::uint64_t taken_s) {
  std::string json;
  table::Json(json)
      .begin_object()
      .key("format")
      .string("lodestar-backup/v1")
      .key("taken_at")
      .string(to_time(taken_s))
      .key("version")
      .string(LODESTAR_VERSION)
      .end_object();
  return json + "\n";
}

Status check_out(const Typed& typed) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path out = fs::weakly_canonical(typed.out, failed),
                 data = fs::weakly_canonical(typed.files.data, failed);
  const fs::path way = out.lexically_relative(data);
  if (way.empty() || *way.begin() == "..") return {};
  return Error{Code::invalid, fmt::format("{}: a backup does not belong into what it is a copy of: "
                                          "name a file elsewhere, best on another disk",
                                          typed.out)};
}

Status backup(const Typed& typed, const std::stop_token& stop) {
  const DeskFiles& files = typed.files;
  LODESTAR_TRY(check_kept(files));
  LODESTAR_TRY(check_out(typed));
  const LogFiles log_files = LODESTAR_TRY(LogFiles::read(files.ledger()));
  io::ArchiveWriter archive = LODESTAR_TRY(io::ArchiveWriter::create(typed.out));
  LODESTAR_TRY(archive.add("backup.json", about_this(now_s())));
  Scratch scratch(typed.out + ".store");
  LODESTAR_TRY(scratch.make());
  const std::string store = scratch.path() + "/store.sqlite";
  LODESTAR_TRY(store::write_snapshot(LODESTAR_TRY(files.connect()), store));
  if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
  LODESTAR_TRY(archive.add_file("store.sqlite", store));
  if (std::filesystem::exists(files.list())) {
    LODESTAR_TRY(desk::read_erasures(files.list()));  // one that was cut would be no help
    LODESTAR_TRY(archive.add_file("erased", files.list()));
  }
  {
    const auto turn = LODESTAR_TRY(io::Turn::take(files.turn(), stop));
    LODESTAR_TRY(archive.add_folder("ledger", files.ledger()));
  }
  if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
  LODESTAR_TRY(archive.finish());
  fmt::print(
      "{}: all that {} keeps, but for its keys: they lie in {} and {}. Keep copies of those, "
      "and of {}, elsewhere\n",
      typed.out, files.data, files.key(), files.ledger_key(), files.list());
  return {};
}

}  // namespace

void add_backup(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("backup", "A copy of all that a desk keeps, while it goes on working");
  add_desk_files(*command, typed->files, Wants::all);
  command->add_option("--out", typed->out, "The file to make; it appears whole")->required();
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return backup(*typed, stop); };
  });
}

}  // namespace lodestar::app
