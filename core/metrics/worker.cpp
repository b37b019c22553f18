// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/worker.h"

namespace fanlight {

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::start(std::function<void()> piece)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pieces.push_back(std::move(piece));
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_changed.notify_all();
}

void Worker::waitForDone()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_pieces.empty() && !m_isBusy; });
}

void Worker::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return !m_pieces.empty() || m_isEnding; });
        if (m_pieces.empty())
            return;
        std::function<void()> piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        m_isBusy = true;
        lock.unlock();
        piece();
        piece = nullptr; // what it holds goes here, too
        lock.lock();
        m_isBusy = false;
        m_changed.notify_all();
    }
}

Worker& Worker::spare()
{
    static Worker worker;
    return worker;
}

} // namespace fanlight
