// SPDX-License-Identifier: Apache-2.0
// What was acknowledged is kept, whoever is killed; and what was erased is not.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "store/database.h"
#include "store/vault.h"
#include "support/pairs.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

using Ids = std::set<std::string>;

class Durability : public testing::TestWithParam<test::StoreKind> {
 protected:
  void SetUp() override {
    if (const auto why = store_.why_not()) GTEST_SKIP() << *why;
  }
  std::unique_ptr<Database> open() {
    auto database = Database::open(store_.connect(), 1);
    EXPECT_TRUE(database) << database.error().message;
    return database ? *std::move(database) : nullptr;
  }
  // None that was acknowledged is missing, and none is there by half.
  static void check(Database& database, const Ids& acknowledged) {
    const auto pairs = test::read_pairs(database);
    ASSERT_TRUE(pairs) << pairs.error().message;
    EXPECT_EQ(pairs->rows, pairs->leaves);
    EXPECT_TRUE(std::ranges::includes(pairs->rows, acknowledged));
  }

  test::StoreUnderTest store_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Behind, Durability, testing::ValuesIn(test::kStores),
                         [](const auto& kind) { return test::to_string(kind.param); });

// tests/support/write_until_killed.cc, killed behind so many acknowledgements: all that it said.
Ids said_until_killed(const std::string& place, const std::string& name, std::size_t most) {
  std::array<int, 2> said{};
  EXPECT_EQ(pipe2(said.data(), O_CLOEXEC), 0);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, said[1], STDOUT_FILENO);
  std::string program = LODESTAR_WRITE_UNTIL_KILLED, where = place, called = name;
  std::array<char*, 4> arguments{program.data(), where.data(), called.data(), nullptr};
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, program.c_str(), &files, nullptr, arguments.data(), environ), 0);
  posix_spawn_file_actions_destroy(&files);
  close(said[1]);
  Ids ids;
  std::string line;
  for (char byte = 0; read(said[0], &byte, 1) == 1;) {
    if (byte != '\n') {
      line += byte;
      continue;
    }
    ids.insert(std::exchange(line, {}));
    if (ids.size() == most) kill(child, SIGKILL);
  }
  close(said[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  return ids;
}

TEST_P(Durability, AProcessKilledWhileItWritesLosesNothingAcknowledgedAndLeavesNothingByHalf) {
  const int rounds = GetParam() == test::StoreKind::sqlite ? 50 : 10;
  std::mt19937 dice(7);  // NOLINT(cert-msc51-cpp): the same each time
  Ids acknowledged;
  for (int round = 0; round < rounds; ++round) {
    acknowledged.merge(
        said_until_killed(store_.place(), fmt::format("{}", round), 1 + dice() % 150));
    const auto database = open();
    ASSERT_TRUE(database);
    check(*database, acknowledged);
  }
}

// Threads that write pairs, and go on when one is refused.
class Writers {
 public:
  explicit Writers(Database& database) : database_(&database) {
    constexpr int kWriters = 8;
    for (int writer = 0; writer < kWriters; ++writer) {
      threads_.emplace_back([this, writer](const std::stop_token& stop) { keep_on(writer, stop); });
    }
  }
  void wait_for_more(std::size_t count) {
    std::unique_lock lock(mutex_);
    const std::size_t enough = acknowledged_.size() + count;
    more_.wait(lock, [&] { return acknowledged_.size() >= enough; });
  }
  Ids stop() {
    threads_.clear();
    return std::move(acknowledged_);
  }

 private:
  void keep_on(int writer, const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      const std::string id = fmt::format("{}-{}", writer, i);
      const Status written =
          database_->write([&](Connection& c) { return test::write_pair(c, id); });
      if (!written) {
        EXPECT_EQ(written.error().code, Code::unavailable) << written.error().message;
        std::unique_lock lock(mutex_);
        more_.wait_for(lock, std::chrono::milliseconds(10));
        continue;
      }
      const std::lock_guard lock(mutex_);
      acknowledged_.insert(id);
      more_.notify_all();
    }
  }

  Database* database_;
  std::mutex mutex_;
  std::condition_variable more_;
  Ids acknowledged_;
  std::vector<std::jthread> threads_;
};

class Server : public Durability {};
INSTANTIATE_TEST_SUITE_P(Behind, Server, testing::Values(test::StoreKind::postgres),
                         [](const auto& kind) { return test::to_string(kind.param); });

TEST_P(Server, ConnectionsKilledInTheMiddleLoseNothingAcknowledged) {
  const auto database = open();
  const auto killer = store_.connect()();
  ASSERT_TRUE(database && killer);
  Writers writers(*database);
  for (int round = 0; round < 20; ++round) {
    writers.wait_for_more(40);
    ASSERT_TRUE((*killer)->query(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid() and backend_type = $1",
        {std::string_view("client backend")}, [](const Row& row) { EXPECT_GE(row.number(0), 1); }));
    auto read = test::read_pairs(*database);
    if (!read) {
      EXPECT_EQ(read.error().code, Code::unavailable);
      read = test::read_pairs(*database);
    }
    EXPECT_TRUE(read) << "the next use makes the connection again";
  }
  check(*database, writers.stop());
}

TEST_P(Server, AServerKilledWhileItWritesLosesNothingAcknowledged) {
  const auto database = open();
  ASSERT_TRUE(database);
  Writers writers(*database);
  for (int round = 0; round < 3; ++round) {
    writers.wait_for_more(100);
    ASSERT_TRUE(test::kill_postgres());
  }
  writers.wait_for_more(1);
  check(*database, writers.stop());
}

std::string all_bytes_below(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream bytes(file.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(bytes), {});
  }
  return all;
}

TEST(Erasure, LeavesTheKeyInNoFileOfSqlite) {
  const test::StoreUnderTest store(test::StoreKind::sqlite);
  const auto database = Database::open(store.connect(), 2).value();
  Vault vault(Sensitive<crypto::SealingKey>(crypto::SealingKey{}));
  constexpr int kSubjects = 3000;
  std::mt19937 dice(11);  // NOLINT(cert-msc51-cpp): the same each time
  std::vector<std::string> subjects, kept, erased;
  ASSERT_TRUE(database->write([&](Connection& c) -> Status {
    for (int i = 0; i < kSubjects; ++i) {
      subjects.push_back(fmt::format("{:x}-{}", dice(), i));
      LODESTAR_TRY(vault.begin(c, subjects.back()));
    }
    return {};
  }));
  std::ranges::shuffle(subjects, dice);
  constexpr std::size_t kKept = 150, kTogether = 50;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    ASSERT_TRUE(database->read([&](Connection& c) {
      return c.query(
          "select sealed from subject_key where subject = $1", {subjects[i]},
          [&](const Row& row) { (i < kKept ? kept : erased).emplace_back(row.as_bytes(0)); });
    }));
  }
  for (std::size_t i = kKept; i < subjects.size(); i += kTogether) {
    ASSERT_TRUE(database->write([&](Connection& c) -> Status {
      for (std::size_t j = i; j < i + kTogether; ++j) {
        LODESTAR_TRY(Vault::erase(c, subjects[j]));
      }
      return {};
    }));
  }
  ASSERT_TRUE(database->scrub());
  const std::string bytes = all_bytes_below(std::filesystem::path(store.place()).parent_path());
  const auto is_there = [&](const std::string& sealed) { return bytes.contains(sealed); };
  EXPECT_EQ(std::ranges::count_if(kept, is_there), std::ssize(kept)) << "the search finds keys";
  EXPECT_EQ(std::ranges::count_if(erased, is_there), 0);
}

}  // namespace
}  // namespace lodestar::store
