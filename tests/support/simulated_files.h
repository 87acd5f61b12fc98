// SPDX-License-Identifier: Apache-2.0
// A disk with a cache, in memory, that fails where a test says so and may lose its power.
//
// What the disk promises is little: of unsynced bytes each block of 4096 may be there, not there,
// or be torn; of unsynced names each may be any that it was since the last sync. A rename alone is
// whole: a file has not two names, and one whose name the disk had keeps one of them. A sync that
// fails forgets what it had to write, and the next one succeeds without it, while reads still show
// it.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/files.h"
#include "support/dice.h"

namespace lodestar::testing {

enum class Fault { none, kill, tear, error, shorten };  // tear: killed within a write

class SimulatedFiles final : public io::Files {
 public:
  explicit SimulatedFiles(std::uint32_t seed) : dice_(seed) {}

  // The fault at the n-th call from now on, the first being 0.
  void fail_at(std::size_t call, Fault fault) { calls_ = 0, fault_at_ = call, fault_ = fault; }
  std::size_t calls() const { return calls_; }
  bool is_killed() const { return is_killed_; }

  // The process is gone, the machine is not.
  void restart() {
    is_killed_ = false, fault_ = Fault::none;
    handles_.clear(), locks_.clear();
  }
  void lose_power() {
    restart();
    const auto before = names_;
    for (auto& [name, values] : names_) values = {values[below(values.size())]};
    for (const auto& [name, values] : before) {
      const int number = values.back();
      if (number > kFolder && has_been_synced(before, number) && !has_name(number))
        names_[name] = {number};
    }
    for (auto& [name, values] : names_)
      if (values[0] > kFolder && inodes_[values[0]].name != name && has_both_names(values[0]))
        values = {kNothing};
    std::erase_if(names_, [&](const auto& entry) {
      return entry.second[0] == kNothing || !has_folders(entry.first);
    });
    for (auto& [number, inode] : inodes_) {
      settle_some(inode);
      inode.now = inode.disk;
    }
  }
  // What a test does to a file behind everybody's back.
  std::string& bytes_of(const std::string& path) { return inodes_.at(names_.at(path).back()).now; }
  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const auto& [name, values] : names_)
      if (values.back() > kFolder) paths.push_back(name);
    return paths;
  }

  // From and to, in the order in which they were asked for.
  const std::vector<std::pair<std::string, std::string>>& renames() const { return renames_; }

  std::function<void()> between_opening_and_reading;  // once, of a part of a file

  Result<std::string> read(const std::string& path) override {
    LODESTAR_TRY(step());
    const int number = find(path);
    return number > kFolder ? Result<std::string>(inodes_[number].now) : missing(path);
  }
  Result<std::string> read_part(const std::string& path, std::uint64_t offset,
                                std::uint64_t length) override {
    LODESTAR_TRY(step());
    const int number = find(path);
    if (number <= kFolder) return missing(path);
    if (const auto meanwhile = std::exchange(between_opening_and_reading, {})) meanwhile();
    const std::string& bytes = inodes_[number].now;
    return bytes.substr(std::min<std::size_t>(offset, bytes.size()), length);
  }
  Result<std::uint64_t> size(const std::string& path) override {
    LODESTAR_TRY(step());
    const int number = find(path);
    return number > kFolder ? Result<std::uint64_t>(inodes_[number].now.size()) : missing(path);
  }
  bool is_link(const std::string& /*path*/) override { return false; }
  Result<std::string> identity(const std::string& path) override {
    LODESTAR_TRY(step());
    const int number = find(path);
    return number > kFolder ? Result<std::string>(std::to_string(number)) : missing(path);
  }
  Result<Handle> create(const std::string& path, unsigned) override {
    LODESTAR_TRY(step());
    if (!has_folders(path)) return missing(path);
    int number = find(path);
    if (number == kNothing) {
      number = next_++;
      names_.try_emplace(path, Values{kNothing}).first->second.push_back(number);
      inodes_[number].name = path;
    }
    inodes_[number].now.clear();
    inodes_[number].dirty.clear();
    handles_[next_] = number;
    return next_++;
  }
  Result<Handle> create_direct(const std::string& path, unsigned mode) override {
    return create(path, mode);
  }
  Result<Handle> write_over(const std::string& path) override {
    LODESTAR_TRY(step());
    const int number = find(path);
    if (number <= kFolder) return missing(path);
    handles_[next_] = number;
    return next_++;
  }
  Result<Handle> write_over_direct(const std::string& path) override { return write_over(path); }
  Status allocate(Handle file, std::uint64_t length) override {
    LODESTAR_TRY(step());
    std::string& now = inodes_[handles_.at(file)].now;
    now.resize(std::max<std::size_t>(now.size(), length));
    return {};
  }
  Result<std::size_t> write(Handle file, std::uint64_t offset, std::string_view bytes) override {
    const Status allowed = step(&bytes);
    Inode& inode = inodes_[handles_.at(file)];
    inode.now.resize(std::max<std::size_t>(inode.now.size(), offset + bytes.size()));
    inode.now.replace(offset, bytes.size(), bytes);
    for (std::uint64_t at = offset / kBlock; at * kBlock < offset + bytes.size(); ++at)
      inode.dirty.insert(at);
    if (!allowed) return allowed.error();
    return bytes.size();
  }
  Status sync(Handle file) override {
    const Status allowed = step();
    settle(inodes_[handles_.at(file)], allowed);
    return allowed;
  }
  void close(Handle file) override { handles_.erase(file), locks_.erase(file); }

  Status rename(const std::string& from, const std::string& to) override {
    LODESTAR_TRY(step());
    if (find(from) == kNothing || !has_folders(to)) return missing(from);
    const int number = find(from);
    names_[from].push_back(kNothing);
    names_.try_emplace(to, Values{kNothing}).first->second.push_back(number);
    inodes_[number].name = to;
    renames_.emplace_back(from, to);
    return {};
  }
  Status remove(const std::string& path) override {
    LODESTAR_TRY(step());
    if (find(path) == kNothing) return missing(path);
    for (const auto& [name, values] : names_)
      if (values.back() != kNothing && io::parent_of(name) == path)
        return Error{Code::unavailable, path + ": it is not empty"};
    names_[path].push_back(kNothing);
    return {};
  }
  Status make_folder(const std::string& path, unsigned) override {
    LODESTAR_TRY(step());
    if (!has_folders(path)) return missing(path);
    if (find(path) == kNothing)
      names_.try_emplace(path, Values{kNothing}).first->second.push_back(kFolder);
    return {};
  }
  Result<std::vector<std::string>> list(const std::string& path) override {
    LODESTAR_TRY(step());
    if (find(path) != kFolder) return missing(path);
    std::vector<std::string> names;
    for (const auto& [name, values] : names_)
      if (values.back() != kNothing && io::parent_of(name) == path)
        names.push_back(name.substr(path.size() + 1));
    return names;
  }
  Status sync_folder(const std::string& path) override {
    LODESTAR_TRY(step());
    for (auto& [name, values] : names_)
      if (io::parent_of(name) == path) values = {values.back()};
    return {};
  }

  Result<Handle> lock(const std::string& path) override {
    LODESTAR_TRY(step());
    for (const auto& [handle, locked] : locks_)
      if (locked == path) return Error{Code::conflict, path + ": somebody writes here"};
    locks_[next_] = path;
    return next_++;
  }
  Status sync_all(Handle) override {
    const Status allowed = step();
    for (auto& [number, inode] : inodes_) settle(inode, allowed);
    if (allowed)
      for (auto& [name, values] : names_) values = {values.back()};
    return allowed;
  }

 private:
  static constexpr std::uint64_t kBlock = 4096;
  static constexpr int kNothing = 0, kFolder = 1;
  using Values = std::vector<int>;  // of a name: on the disk, then each since; inode numbers
  struct Inode {
    std::string now, disk;
    std::set<std::uint64_t> dirty;  // blocks
    std::string name;               // the last
  };

  std::size_t below(std::size_t end) { return dice_.below(static_cast<std::uint32_t>(end)); }
  static Error missing(const std::string& path) {
    return {Code::not_found, path + ": there is no such thing"};
  }
  int find(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? kNothing : found->second.back();
  }
  bool has_folders(const std::string& path) const {
    const std::string parent = io::parent_of(path);
    return parent == "." || (find(parent) == kFolder && has_folders(parent));
  }
  bool has_both_names(int number) const {
    return std::ranges::count_if(
               names_, [&](const auto& entry) { return entry.second.back() == number; }) > 1;
  }

  bool has_name(int number) const {
    return std::ranges::any_of(names_,
                               [&](const auto& entry) { return entry.second.back() == number; });
  }
  static bool has_been_synced(const std::map<std::string, Values>& names, int number) {
    return std::ranges::any_of(names,
                               [&](const auto& entry) { return entry.second.front() == number; });
  }

  // Each operation comes by here. A write may be done in part; what a killed process wrote, stays.
  Status step(std::string_view* written = nullptr) {
    if (is_killed_) {
      if (written != nullptr) *written = {};
      return Error{Code::unavailable, "killed"};
    }
    if (fault_ == Fault::none || calls_++ != fault_at_) return {};
    const bool is_short = fault_ == Fault::shorten;
    if (written != nullptr)
      *written = written->substr(0, fault_ == Fault::kill ? 0 : below(written->size() + 1));
    is_killed_ = fault_ == Fault::kill || fault_ == Fault::tear;
    if (is_short) return {};
    return Error{Code::unavailable, is_killed_ ? "killed" : "no room, or a broken disk"};
  }

  void settle(Inode& inode, const Status& allowed) {
    if (is_killed_) return;
    if (!allowed) return settle_some(inode);
    inode.disk.resize(inode.now.size());
    for (const std::uint64_t block : inode.dirty) settle_block(inode, block, kBlock);
    inode.dirty.clear();
  }
  void settle_some(Inode& inode) {
    if (below(2) == 0) inode.disk.resize(inode.now.size());
    for (const std::uint64_t block : inode.dirty)
      settle_block(inode, block, below(3) == 0 ? below(kBlock) : below(2) * kBlock);
    inode.dirty.clear();
  }
  // The first `length` bytes of the block, as far as the file on the disk reaches.
  static void settle_block(Inode& inode, std::uint64_t block, std::uint64_t length) {
    const std::uint64_t start = block * kBlock;
    const std::uint64_t end =
        std::min<std::uint64_t>({start + length, inode.now.size(), inode.disk.size()});
    if (start < end) inode.disk.replace(start, end - start, inode.now, start, end - start);
  }

  Dice dice_;
  std::map<std::string, Values> names_;
  std::map<int, Inode> inodes_;
  std::vector<std::pair<std::string, std::string>> renames_;
  std::map<Handle, int> handles_;
  std::map<Handle, std::string> locks_;
  int next_ = kFolder + 1;
  std::size_t calls_ = 0, fault_at_ = 0;
  Fault fault_ = Fault::none;
  bool is_killed_ = false;
};

}  // namespace lodestar::testing
