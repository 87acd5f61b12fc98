// SPDX-License-Identifier: Apache-2.0
#include "io/internal/cut_files.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace lodestar::io::internal {
namespace {

// A signal handler can reach nothing but what is static.
struct Watched {
  std::atomic<std::uintptr_t> start{0};  // 0: free
  std::atomic<std::size_t> length{0};
  std::atomic<bool> is_cut{false};
};
std::array<Watched, 256> g_watched;
struct sigaction g_before;

Watched* find(std::uintptr_t address) {
  const auto holds = [&](const Watched& one) {
    const std::uintptr_t start = one.start.load();
    return start != 0 && address >= start && address - start < one.length.load();
  };
  const auto found = std::ranges::find_if(g_watched, holds);
  return found == g_watched.end() ? nullptr : &*found;
}

// From the page that is gone to the end, zeros take the mapping's place. An address of nobody we
// know gets what it would have got without us.
void fill_with_zeros(int /*signal*/, siginfo_t* info, void* /*context*/) {
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  Watched* const mapping = find(address);
  if (mapping == nullptr) {
    sigaction(SIGBUS, &g_before, nullptr);
    return;
  }
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const std::uintptr_t into_page = address % page;
  const std::uintptr_t end = mapping->start.load() + mapping->length.load();
  mapping->is_cut = true;
  void* const zeros =
      mmap(static_cast<char*>(info->si_addr) - into_page, end - (address - into_page), PROT_READ,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (zeros == MAP_FAILED) sigaction(SIGBUS, &g_before, nullptr);
}

void handle_lost_pages() {
  struct sigaction action{};
  action.sa_sigaction = fill_with_zeros;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &g_before);
}

}  // namespace

bool watch_mapping(const void* start, std::size_t length) {
  static std::once_flag once;
  std::call_once(once, handle_lost_pages);
  static std::mutex adding;
  const std::lock_guard lock(adding);
  const auto free =
      std::ranges::find_if(g_watched, [](const Watched& one) { return one.start.load() == 0; });
  if (free == g_watched.end()) return false;
  free->is_cut = false;
  free->length = length;
  free->start = reinterpret_cast<std::uintptr_t>(start);
  return true;
}

void forget_mapping(const void* start) {
  Watched* const mapping = find(reinterpret_cast<std::uintptr_t>(start));
  if (mapping != nullptr) mapping->start = 0;
}

bool was_mapping_cut(const void* start) {
  const Watched* const mapping = find(reinterpret_cast<std::uintptr_t>(start));
  return mapping != nullptr && mapping->is_cut.load();
}

}  // namespace lodestar::io::internal
