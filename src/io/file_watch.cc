// SPDX-License-Identifier: Apache-2.0
// The folder is watched, as editors put a new file in the old one's place.
#include "io/file_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "io/files.h"

namespace lodestar::io {
namespace {

// What ends a change of a file: it is closed, or gets or loses its name.
constexpr std::uint32_t kEnds = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;

}  // namespace

FileWatch::FileWatch(const std::string& path)
    : name_(path.substr(path.find_last_of('/') + 1)),
      events_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      stopping_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (events_ >= 0) (void)inotify_add_watch(events_, parent_of(path).c_str(), kEnds);
}

FileWatch::~FileWatch() {
  for (const int file : {events_, stopping_})
    if (file >= 0) ::close(file);
}

FileWatch::Woken FileWatch::wait(const std::stop_token& stop,
                                 std::chrono::milliseconds most) const {
  const std::stop_callback wake(stop, [this] { (void)eventfd_write(stopping_, 1); });
  const auto until = std::chrono::steady_clock::now() + most;
  while (!stop.stop_requested()) {
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (rest.count() <= 0) return Woken::by_time;
    // A descriptor that could not be had is below 0, which poll() passes over.
    std::array<pollfd, 2> files{{{.fd = events_, .events = POLLIN, .revents = 0},
                                 {.fd = stopping_, .events = POLLIN, .revents = 0}}};
    if (poll(files.data(), files.size(), static_cast<int>(rest.count())) > 0 && is_about_file())
      return Woken::by_file;
  }
  return Woken::by_stop;
}

// Of all that has happened in the folder meanwhile.
bool FileWatch::is_about_file() const {
  bool is_about = false;
  alignas(inotify_event) std::array<char, 4096> bytes{};
  for (ssize_t n = 0; (n = read(events_, bytes.data(), bytes.size())) > 0;) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
      inotify_event event{};
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const char* const name = bytes.data() + at + sizeof event;
      is_about |= std::string_view(name, strnlen(name, event.len)) == name_;
      at += sizeof event + event.len;
    }
  }
  return is_about;
}

}  // namespace lodestar::io
