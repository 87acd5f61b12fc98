// SPDX-License-Identifier: Apache-2.0
#include "io/overlay.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

namespace lodestar::io {
namespace {

Error no_file(const std::string& path) {
  return {Code::not_found, fmt::format("{}: cannot open it: No such file or directory", path)};
}

}  // namespace

const Overlay::Node* Overlay::find(const std::string& path) const {
  const auto found = nodes_.find(path);
  return found == nodes_.end() ? nullptr : &found->second;
}

bool Overlay::is_there(const std::string& path) const {
  const Node* const node = find(path);
  return node != nullptr ? node->kind != Node::Kind::gone : below_->size(path).has_value();
}

Overlay::Contents Overlay::keep(std::string bytes) {
  return all_.insert(all_.end(), std::move(bytes));
}

// What a file has now; from below, a copy.
Result<Overlay::Contents> Overlay::load(const std::string& path) {
  const Node* const node = find(path);
  if (node == nullptr) return keep(LODESTAR_TRY(below_->read(path)));
  if (node->kind != Node::Kind::file) return no_file(path);
  return node->contents;
}

Overlay::Handle Overlay::open(Contents contents) {
  handles_[next_] = contents;
  return next_++;
}

Result<std::string> Overlay::read(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (find(path) == nullptr) return below_->read(path);
  return *LODESTAR_TRY(load(path));
}

Result<std::string> Overlay::read_part(const std::string& path, std::uint64_t offset,
                                       std::uint64_t length) {
  const std::lock_guard lock(mutex_);
  if (find(path) == nullptr) return below_->read_part(path, offset, length);
  const Contents contents = LODESTAR_TRY(load(path));
  return contents->substr(std::min<std::uint64_t>(offset, contents->size()), length);
}

Result<std::uint64_t> Overlay::size(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const Node* const node = find(path);
  if (node == nullptr) return below_->size(path);
  if (node->kind == Node::Kind::gone) return no_file(path);
  return node->kind == Node::Kind::file ? node->contents->size() : 0;
}

Result<std::string> Overlay::identity(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (find(path) == nullptr) return below_->identity(path);
  return fmt::format("m{}", reinterpret_cast<std::uintptr_t>(&*LODESTAR_TRY(load(path))));
}

bool Overlay::is_link(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return find(path) == nullptr && below_->is_link(path);
}

Result<Files::Handle> Overlay::create(const std::string& path, unsigned) {
  const std::lock_guard lock(mutex_);
  if (!is_there(parent_of(path))) return no_file(path);
  const Node* const node = find(path);
  auto contents = node != nullptr && node->kind == Node::Kind::file ? node->contents : keep("");
  contents->clear();
  nodes_[path] = {Node::Kind::file, contents};
  return open(contents);
}
Result<Files::Handle> Overlay::create_direct(const std::string& path, unsigned mode) {
  return create(path, mode);
}

Result<Files::Handle> Overlay::write_over(const std::string& path) {
  const std::lock_guard lock(mutex_);
  Contents contents = LODESTAR_TRY(load(path));
  nodes_[path] = {Node::Kind::file, contents};
  return open(contents);
}
Result<Files::Handle> Overlay::write_over_direct(const std::string& path) {
  return write_over(path);
}

Status Overlay::allocate(Handle file, std::uint64_t length) {
  const std::lock_guard lock(mutex_);
  std::string& bytes = *handles_.at(file);
  bytes.resize(std::max<std::size_t>(bytes.size(), length));
  return {};
}

Result<std::size_t> Overlay::write(Handle file, std::uint64_t offset, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  std::string& all = *handles_.at(file);
  all.resize(std::max<std::size_t>(all.size(), offset + bytes.size()));
  std::ranges::copy(bytes, all.begin() + static_cast<std::ptrdiff_t>(offset));
  return bytes.size();
}

Status Overlay::sync(Handle) { return {}; }
Status Overlay::sync_folder(const std::string&) { return {}; }
Status Overlay::sync_all(Handle) { return {}; }

void Overlay::close(Handle file) {
  const std::lock_guard lock(mutex_);
  if (handles_.erase(file) == 0) below_->close(file);
}

Status Overlay::rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  if (!is_there(parent_of(to))) return no_file(to);
  Contents contents = LODESTAR_TRY(load(from));
  nodes_[from] = {};
  nodes_[to] = {Node::Kind::file, contents};
  return {};
}

Status Overlay::remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const Node* const node = find(path);
  const bool is_file = node != nullptr && node->kind == Node::Kind::file;
  if (const auto names = names_in(path); !is_file && names && !names->empty())
    return Error{Code::conflict, fmt::format("{}: cannot remove it: it is not empty", path)};
  if (node != nullptr && node->kind == Node::Kind::gone) return no_file(path);
  if (node == nullptr) LODESTAR_TRY(below_->size(path));
  nodes_[path] = {};
  return {};
}

Status Overlay::make_folder(const std::string& path, unsigned) {
  const std::lock_guard lock(mutex_);
  if (!is_there(path)) nodes_[path] = {Node::Kind::folder, {}};
  return {};
}

Result<std::vector<std::string>> Overlay::list(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return names_in(path);
}

Result<std::vector<std::string>> Overlay::names_in(const std::string& path) {
  const Node* const node = find(path);
  std::set<std::string> names;
  if (node == nullptr) {
    for (std::string& name : LODESTAR_TRY(below_->list(path))) names.insert(std::move(name));
  } else if (node->kind != Node::Kind::folder) {
    return no_file(path);
  }
  const std::string above = path + "/";
  for (auto at = nodes_.lower_bound(above); at != nodes_.end() && at->first.starts_with(above);
       ++at) {
    const std::string name = at->first.substr(above.size());
    if (name.contains('/')) continue;
    if (at->second.kind == Node::Kind::gone) names.erase(name);
    if (at->second.kind != Node::Kind::gone) names.insert(name);
  }
  return std::vector<std::string>(names.begin(), names.end());
}

// Of others no lock is made.
Result<Files::Handle> Overlay::lock(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto there = below_->size(path);
  if (there) return below_->lock(path);
  if (there.error().code != Code::not_found) return there.error();
  return open(keep(""));
}

}  // namespace lodestar::io
