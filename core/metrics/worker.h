// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/hand_over.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace fanlight {

// A thread of its own for work that would hold up a loop: files, long lists. It begins with the
// first piece, does one after the other in the order given, and ends with the object, which waits
// for all of them. Standard threads and locks, where Qt's pool would do as well: the thread
// sanitizer sees what they pass on, and so checks what the pieces share.
class Worker {
public:
    Worker() = default;
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread, also from inside of a piece.
    void start(std::function<void()> piece);
    void waitForDone();

    // From inside of a piece: in the thread of the receiver, later; dropped with it.
    template <class Receiver, class Done> static void answer(Receiver* receiver, Done&& done)
    {
        handOver(receiver, std::decay_t<Done>(std::forward<Done>(done)));
    }

    // For what belongs to nobody, such as giving much memory back.
    static Worker& spare();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_pieces; // guarded by m_mutex, as are the others
    bool m_isBusy = false;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace fanlight
