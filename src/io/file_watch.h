// SPDX-License-Identifier: Apache-2.0
// Waits for a file that somebody edits: wakes as soon as it has been written and closed, replaced
// or taken away.
//
// Shapes   one file, which need not be there yet; its folder must be.
// Units    milliseconds.
// Errors   none. Where the system tells nothing (a network's file system, no more watches), wait()
//          returns when its time is over: whoever waits looks for himself then.
// Cost     a watch of the folder, in which each change wakes once.
// Threads  one.
// Source   inotify(7), eventfd(2).
// Example  FileWatch watch("logs.txt"); if (watch.wait(stop, 1s) == FileWatch::Woken::by_file) ...
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace lodestar::io {

class FileWatch {
 public:
  explicit FileWatch(const std::string& path);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  enum class Woken : std::uint8_t { by_file, by_time, by_stop };
  // by_file: whoever wrote it has finished; also for what happened since the last wait().
  Woken wait(const std::stop_token& stop, std::chrono::milliseconds most) const;

 private:
  bool is_about_file() const;
  std::string name_;
  int events_ = -1, stopping_ = -1;
};

}  // namespace lodestar::io
