// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/app_answer.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class QNetworkReply;

namespace fanlight::auth {

// What the app is told of a stream somebody asks for.
struct AppQuestion {
    std::string cookie;
    std::string authorization;
    std::string target; // path and query, as they were asked for
    std::string address; // of the client
};

// Asks the app whether a stream may be opened: a GET with what the client sent, over connections
// that are kept. No answer in time is asked for once more. What is asked at once, and what waits
// for that, is bounded, in number and in time.
//
// One thread, whose event loop runs; made elsewhere and moved there. Its end answers what waits.
class Authorizer : public QObject {
    Q_OBJECT
public:
    using Milliseconds = std::chrono::milliseconds;
    struct Settings {
        QUrl url;
        Milliseconds patience{1000}; // with one request
        Milliseconds longestWait{10'000}; // before the first
    };
    explicit Authorizer(Settings settings);
    ~Authorizer() override;

    using Done = std::function<void(const AppAnswer&)>;
    // Whether whoever asks is still there: asked of one that had to wait. Calls back in any thread.
    using StillThere = std::function<void(std::function<void(bool)>)>;
    // `done` follows in this thread, once.
    void ask(AppQuestion question, StillThere isStillThere, Done done);
    // Nobody is asked any more: what waits is answered at once, and what comes.
    void giveUp();
    std::size_t inFlight() const { return m_asked.size(); }
    std::size_t waiting() const { return m_waiting.size(); }

    static constexpr int Attempts = 2;
    static constexpr std::size_t PerManager = 6; // connections that Qt keeps to one host
    static constexpr std::size_t Managers = 4; // each has a thread
    static constexpr std::size_t MaxInFlight = PerManager * Managers;
    static constexpr std::size_t MaxWaiting = 20'000;

private:
    struct Manager {
        QNetworkAccessManager network;
        std::size_t inFlight = 0;
    };
    struct Question {
        AppQuestion what;
        StillThere isStillThere;
        Done done;
        std::uint64_t askedNs = 0; // monotonic
        int attempts = 0;
        Manager* manager = nullptr;
        QNetworkReply* reply = nullptr; // the manager's
        QTimer patience;
        QByteArray body;
        bool isTooLong = false;
    };
    using QuestionPtr = std::shared_ptr<Question>;
    void startWaiting();
    void begin(const QuestionPtr& question);
    void send(const QuestionPtr& question);
    void readMore(Question& question);
    void finished(const QuestionPtr& question);
    void conclude(const QuestionPtr& question, const AppAnswer& answer);
    Manager& freeManager();
    void tell(const AppAnswer& answer);

    const Settings m_settings;
    std::vector<std::unique_ptr<Manager>> m_managers;
    std::vector<QuestionPtr> m_asked; // at most MaxInFlight
    std::deque<QuestionPtr> m_waiting;
    bool m_isOver = false;
    bool m_isFailing = false; // and it was said
    std::uint64_t m_toldNs = 0; // monotonic
};

} // namespace fanlight::auth
