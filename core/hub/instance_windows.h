// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "hub/connection_windows.h"
#include "hub/window_exchange.h"
#include "metrics/worker.h"
#include "qtredis/link_user.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

// The streams of all instances behind one Redis in one window. Who looks at them says so on the
// channel of the instances; each of the others puts the front of its rows under
// fanlight:window:{question}:{process}, which expires, and says that it did. What has not come
// within a second is told as silent; the rest is put together without it. Asked by nobody it does
// nothing. From the hub's start to its end, in the hub's thread.
class InstanceWindows : public QObject {
public:
    // All outlive this. `mark`: of this process, InstanceBoard::newMark(); `instances`: null where
    // they are not known.
    InstanceWindows(redis::RedisLink& link, const RedisKeys& keys, const QString& mark,
        std::function<InstanceSnapshotPtr()> instances, ConnectionWindows& windows);
    ~InstanceWindows() override;

    // What another instance told all of them; what is not for this is passed over.
    void take(std::string_view payload);
    // As ConnectionWindows::Join.
    void join(const ConnectionWish& wish, const ConnectionWindowPtr& front,
        const ConnectionWindows::Told& told);

    static constexpr std::chrono::milliseconds Patience{1000};
    static constexpr int KeptMs = 3000; // an answer, in Redis
    static constexpr int MostAnswers = 8; // being made at once; other questions are not answered

private:
    struct Question {
        ConnectionWish wish;
        ConnectionWindowPtr front;
        ConnectionWindows::Told told;
        std::map<QString, QString> missing; // who has not answered: names by mark
        std::vector<ConnectionWindow> answers;
        int instances = 1;
    };
    void answer(const std::string& question, const ConnectionWish& wish);
    void fetch(const std::string& question, const QString& mark);
    void answered(const std::string& question, const QString& mark, const ConnectionWindow& answer);
    void conclude(const std::string& question);
    std::string key(const std::string& question, const QString& mark) const;

    redis::LinkUser m_link;
    const RedisKeys m_keys;
    const QString m_mark;
    const std::function<InstanceSnapshotPtr()> m_instances;
    ConnectionWindows& m_windows;
    std::map<std::string, Question> m_questions; // by what they are called
    quint64 m_last = 0;
    const std::shared_ptr<std::atomic<int>> m_answering = std::make_shared<std::atomic<int>>(0);
    Worker m_worker; // reads and writes many rows
};

} // namespace fanlight
