// SPDX-License-Identifier: Apache-2.0
#include "log/payloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "crypto/wipe.h"
#include "io/random.h"

namespace lodestar::log {
namespace {

using ledger::Commitment;

constexpr std::string_view kPayload = ".payload", kKey = ".key";
constexpr std::string_view kNoReceipt = "no receipt yet\n", kReceipt = "receipt ";

std::string receipt_text(std::uint64_t index) { return fmt::format("{}{}\n", kReceipt, index); }

std::string in_payloads(std::string_view name) {
  return fmt::format("/payloads/{}/{}", name.substr(0, 2), name.substr(2));
}
std::string in_keys(std::string_view name) {
  return fmt::format("/payload-keys/{}/{}", name.substr(0, 2), name.substr(2));
}

// What a sealed file is and whose: the same bytes elsewhere do not open.
std::string context_of(std::string_view what, std::string_view name) {
  return fmt::format("lodestar/{}/v1 {}", what, name);
}

Result<std::string> seal_randomly(const Sensitive<crypto::SealingKey>& key,
                                  const Sensitive<std::string>& bytes, std::string_view context) {
  crypto::SealingNonce nonce{};
  LODESTAR_TRY(io::fill_random(nonce));
  return crypto::seal(key, nonce, bytes, context);
}

Result<bool> is_there(io::Files& files, const std::string& path) {
  const auto bytes = files.read(path);
  if (bytes) return true;
  if (bytes.error().code == Code::not_found) return false;
  return bytes.error();
}

}  // namespace

Result<Payloads> Payloads::open(io::Files& files, const std::string& folder,
                                const Sensitive<crypto::SealingKey>& key,
                                const std::function<bool(const Commitment&)>& is_known) {
  Payloads payloads(files, folder, key, LODESTAR_TRY(files.lock(folder + "/payloads-lock")));
  for (const char* const part : {"/payloads", "/payload-keys", "/incoming", "/erased"}) {
    LODESTAR_TRY(make_folder_durably(files, folder + part, 0700));
  }
  LODESTAR_TRY(payloads.sort_incoming(is_known));
  for (const std::string& name : LODESTAR_TRY(files.list(folder + "/erased"))) {
    if (crypto::from_hex(name)) LODESTAR_TRY(payloads.destroy(name));
  }
  return payloads;
}

Payloads::Payloads(Payloads&& other) noexcept
    : files_(other.files_),
      folder_(std::move(other.folder_)),
      key_(other.key_),
      lock_(std::exchange(other.lock_, -1)),
      made_(std::move(other.made_)) {}

Payloads::~Payloads() {
  if (lock_ >= 0) files_->close(lock_);
}

// What is kept has its new name on the disk before any name that it had is taken off it.
Status Payloads::sort_incoming(const std::function<bool(const Commitment&)>& is_known) {
  const std::string incoming = folder_ + "/incoming";
  const auto files = LODESTAR_TRY(files_->list(incoming));
  const auto is_kept = [&](const std::string& file) {
    const auto commitment = crypto::from_hex(file.substr(0, file.find('.')));
    return commitment && is_known(*commitment);
  };
  for (const std::string& file : files) {
    if (is_kept(file)) LODESTAR_TRY(keep_one(file.substr(0, file.find('.'))));
  }
  LODESTAR_TRY(files_->sync_all(lock_));
  for (const std::string& file : files) {
    if (!is_kept(file)) LODESTAR_TRY(shred(fmt::format("{}/{}", incoming, file)));
  }
  return {};
}

Status Payloads::make_folder_once(const std::string& path) {
  if (made_.contains(path)) return {};
  LODESTAR_TRY(make_folder_durably(*files_, path, 0700));
  made_.insert(path);
  return {};
}

Status Payloads::put(const std::string& path, std::string_view bytes) {
  const io::Files::Handle file = LODESTAR_TRY(files_->create(path, 0600));
  const Status written = write_whole(*files_, file, 0, bytes);
  files_->close(file);
  return io::with_path(path, written);
}

Status Payloads::stage_one(const ledger::Opening& opening) {
  const std::string name = crypto::to_hex(leaf_of(opening).commitment);
  const auto key = LODESTAR_TRY(io::random_bytes<32>());
  auto plain = to_string(opening);
  const std::string payload = LODESTAR_TRY(seal_randomly(key, plain, context_of("payload", name)));
  const Sensitive<std::string> key_text(
      std::string(reinterpret_cast<const char*>(key.reveal().data()), key.reveal().size()));
  const std::string sealed_key =
      LODESTAR_TRY(seal_randomly(key_, key_text, context_of("payload-key", name)));
  const std::string place = fmt::format("{}/incoming/{}", folder_, name);
  LODESTAR_TRY(put(place + std::string(kPayload), payload));
  return put(place + std::string(kKey), sealed_key);
}

Status Payloads::stage(std::span<const ledger::Opening> openings) {
  for (const ledger::Opening& opening : openings) LODESTAR_TRY(stage_one(opening));
  return files_->sync_all(lock_);
}

// Either file may have gone to its place before, when the power failed.
Status Payloads::keep_one(const std::string& name) {
  const std::string from = fmt::format("{}/incoming/{}", folder_, name);
  const std::pair<std::string, std::string> moves[] = {
      {from + std::string(kPayload), folder_ + in_payloads(name)},
      {from + std::string(kKey), folder_ + in_keys(name)}};
  for (const auto& [file, place] : moves) {
    LODESTAR_TRY(make_folder_once(io::parent_of(place)));
    const Status moved = files_->rename(file, place);
    if (!moved && moved.error().code != Code::not_found) return moved;
  }
  return {};
}

Status Payloads::keep(std::span<const ledger::Opening> openings) {
  for (const ledger::Opening& opening : openings) {
    LODESTAR_TRY(keep_one(crypto::to_hex(leaf_of(opening).commitment)));
  }
  return {};
}

Result<Payloads::State> Payloads::state_of(const Commitment& commitment) const {
  const std::string name = crypto::to_hex(commitment);
  if (LODESTAR_TRY(is_there(*files_, erased(name)))) return State::erased;
  return LODESTAR_TRY(is_there(*files_, folder_ + in_payloads(name))) ? State::held : State::absent;
}

Result<ledger::Opening> Payloads::find(const Commitment& commitment) const {
  const std::string name = crypto::to_hex(commitment);
  if (LODESTAR_TRY(is_there(*files_, erased(name)))) {
    return Error{Code::not_found, "what this entry stood for was erased"};
  }
  const std::string sealed_key = LODESTAR_TRY(files_->read(folder_ + in_keys(name)));
  const auto key_text = crypto::open_sealed(key_, sealed_key, context_of("payload-key", name));
  crypto::SealingKey key{};
  if (!key_text || key_text->reveal().size() != key.size()) {
    return Error{Code::corrupt, fmt::format("{}{}: it does not open: is this the key of this log, "
                                            "and the file as it was?",
                                            folder_, in_keys(name))};
  }
  std::ranges::copy(key_text->reveal(), key.begin());
  const std::string sealed = LODESTAR_TRY(files_->read(folder_ + in_payloads(name)));
  const auto bytes =
      crypto::open_sealed(Sensitive(std::exchange(key, {})), sealed, context_of("payload", name));
  auto opening = bytes ? ledger::parse_opening(bytes->reveal())
                       : Result<ledger::Opening>(Error{Code::corrupt, ""});
  if (!opening || leaf_of(*opening).commitment != commitment) {
    return Error{Code::corrupt, fmt::format("{}{}: it is not what its leaf commits to", folder_,
                                            in_payloads(name))};
  }
  return opening;
}

std::string Payloads::erased(std::string_view name) const {
  return fmt::format("{}/erased/{}", folder_, name);
}

Status Payloads::mark_erased(const std::string& name, std::string_view text) {
  return io::put_durably(*files_, erased(name), text);
}

Status Payloads::erase(const Commitment& commitment, std::string_view reason) {
  const std::string name = crypto::to_hex(commitment);
  LODESTAR_TRY(mark_erased(name, std::string(kNoReceipt).append(reason)));
  return destroy(name);
}

Result<std::vector<Payloads::Erasure>> Payloads::without_receipt() const {
  std::vector<Erasure> erasures;
  for (const std::string& name : LODESTAR_TRY(files_->list(folder_ + "/erased"))) {
    const auto commitment = crypto::from_hex(name);
    if (!commitment) continue;
    const std::string text = LODESTAR_TRY(files_->read(erased(name)));
    if (text.starts_with(kNoReceipt)) {
      erasures.push_back({*commitment, text.substr(kNoReceipt.size())});
    }
  }
  return erasures;
}

Result<std::vector<Payloads::Erased>> Payloads::all_erased() const {
  std::vector<Erased> all;
  for (const std::string& name : LODESTAR_TRY(files_->list(folder_ + "/erased"))) {
    if (name.ends_with(".new")) continue;  // one that a crash left on its way
    const std::string text = LODESTAR_TRY(files_->read(erased(name)));
    Erased& one = all.emplace_back(Erased{.name = name, .waits = text.starts_with(kNoReceipt)});
    std::uint64_t index = 0;
    const std::size_t digits = std::min(text.size(), kReceipt.size());
    std::from_chars(text.data() + digits, text.data() + text.size(), index);
    if (receipt_text(index) == text) one.receipt = index;
  }
  return all;
}

Result<std::set<Commitment>> Payloads::all_kept() const {
  std::set<Commitment> kept;
  for (const char* const part : {"/payloads", "/payload-keys"}) {
    for (const std::string& begins : LODESTAR_TRY(files_->list(folder_ + part))) {
      if (begins.size() != 2) continue;  // not ours
      for (const std::string& rest :
           LODESTAR_TRY(files_->list(fmt::format("{}{}/{}", folder_, part, begins)))) {
        if (const auto commitment = crypto::from_hex(begins + rest)) kept.insert(*commitment);
      }
    }
  }
  return kept;
}

std::vector<std::string> Payloads::files_of(const Commitment& commitment) const {
  const std::string name = crypto::to_hex(commitment);
  std::vector<std::string> paths;
  for (const std::string& path : {in_payloads(name), in_keys(name)}) {
    if (files_->size(folder_ + path)) paths.push_back(path.substr(1));
  }
  return paths;
}

Status Payloads::has_receipt(const Commitment& commitment, std::uint64_t index) {
  return mark_erased(crypto::to_hex(commitment), receipt_text(index));
}

// The key first: from then on the rest is noise.
Status Payloads::destroy(const std::string& name) {
  const std::string incoming = fmt::format("{}/incoming/{}", folder_, name);
  for (const std::string& path : {folder_ + in_keys(name), incoming + std::string(kKey),
                                  folder_ + in_payloads(name), incoming + std::string(kPayload)}) {
    LODESTAR_TRY(shred(path));
  }
  return {};
}

// Zeros in the file's place first: a file system may leave what a removed file held. What it held
// need not be readable any more.
Status Payloads::shred(const std::string& path) {
  const auto size = files_->size(path);
  if (!size) return size.error().code == Code::not_found ? Status() : Status(size.error());
  const io::Files::Handle file = LODESTAR_TRY(files_->write_over(path));
  const std::string zeros(*size, '\0');
  Status written = write_whole(*files_, file, 0, zeros);
  if (written) written = files_->sync(file);
  files_->close(file);
  LODESTAR_TRY(io::with_path(path, written));
  LODESTAR_TRY(files_->remove(path));
  return files_->sync_folder(io::parent_of(path));
}

}  // namespace lodestar::log
