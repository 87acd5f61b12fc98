// SPDX-License-Identifier: Apache-2.0
#include "support/stores.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string_view>

#include "base/assert.h"

namespace lodestar::test {
namespace {

// tests/support/postgres.sh, which ends when its standard input does.
class Server {
 public:
  Server() {
    std::array<int, 2> orders{}, answers{};
    LODESTAR_ASSERT(pipe2(orders.data(), O_CLOEXEC) == 0 && pipe2(answers.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, orders[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, answers[1], STDOUT_FILENO);
    std::string script = LODESTAR_SOURCE_DIR "/tests/support/postgres.sh";
    std::array<char*, 2> arguments{script.data(), nullptr};
    LODESTAR_ASSERT(
        posix_spawn(&script_, script.c_str(), &files, nullptr, arguments.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&files);
    close(orders[0]);
    close(answers[1]);
    orders_ = orders[1];
    answers_ = answers[0];
    folder_ = next_line();
  }
  ~Server() {
    close(orders_);
    waitpid(script_, nullptr, 0);
    close(answers_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::string& folder() const { return folder_; }  // empty where there is no server
  std::string fresh_database() {
    const std::string name = fmt::format("test_{}", ++databases_);
    auto connection = store::postgres_at(at("postgres"))();
    LODESTAR_ASSERT(connection.has_value());
    LODESTAR_ASSERT((*connection)->run_script("create database " + name).has_value());
    return at(name);
  }
  bool kill() {
    constexpr std::string_view kOrder = "kill\n";
    return write(orders_, kOrder.data(), kOrder.size()) == ssize_t(kOrder.size()) &&
           next_line() == folder_;
  }

 private:
  std::string at(std::string_view database) const {
    return fmt::format("host={} user=lodestar dbname={}", folder_, database);
  }
  std::string next_line() const {
    std::string line;
    for (char byte = 0; read(answers_, &byte, 1) == 1 && byte != '\n';) line += byte;
    return line;
  }

  pid_t script_ = 0;
  int orders_ = -1, answers_ = -1;
  std::string folder_;
  int databases_ = 0;
};

Server& server() {
  static Server the_server;
  return the_server;
}

}  // namespace

StoreUnderTest::StoreUnderTest(StoreKind kind) : kind_(kind) {
  if (kind == StoreKind::sqlite) {
    place_ = (folder_.path() / "store.sqlite").string();
  } else if (server().folder().empty()) {
    why_not_ = "PostgreSQL is not installed, or did not start";
  } else {
    place_ = server().fresh_database();
  }
}

store::Connect StoreUnderTest::connect() const { return connect_to(place_); }

store::Connect connect_to(const std::string& place) {
  return place.starts_with("host=") ? store::postgres_at(place) : store::sqlite_at(place);
}

bool kill_postgres() { return server().kill(); }

}  // namespace lodestar::test
