// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <map>

class QNetworkReply;

namespace fanlight {

// Posts JSON to webhooks. At most MostInFlight at once, the others wait, MostWaiting at most, after
// which the oldest is given up; what is told of one thing goes out in its order. What does not get
// through is tried again, Attempts times in all, later and later; an answer that says that it never
// will (4xx, a redirect) is taken as final. Certificates are checked, redirects are not followed,
// nothing is kept of an answer but its status. Secrets stand in paths and queries: nothing said or
// logged names more of a URL than its host. Main thread.
class WebhookSender : public QObject {
    Q_OBJECT
public:
    static constexpr int MostInFlight = 4;
    static constexpr std::size_t MostWaiting = 200;
    static constexpr int Attempts = 5;
    struct Patience {
        std::chrono::milliseconds answer{10'000}; // from the request to the end of the answer
        std::chrono::milliseconds firstRetry{2000}; // four times as long each time
        std::chrono::milliseconds longestRetry{60'000};
    };

    explicit WebhookSender(QObject* parent = nullptr)
        : WebhookSender(Patience(), parent)
    {
    }
    WebhookSender(const Patience& patience, QObject* parent = nullptr);
    ~WebhookSender() override; // what was not delivered is not

    // Each a sentence that says what to do; empty: it will do. http goes to this machine, private
    // addresses and names of a local network only, as with all URLs that the hub asks.
    static QString problemOf(const QString& url);
    static QString shown(const QUrl& url); // “https://hooks.example/…”

    struct Post {
        QUrl url;
        QByteArray body; // JSON
        QString key; // of what it tells; those of one key go one after the other
        int attempts = Attempts;
        // Once, when it is delivered or given up: why; empty: it is delivered. May be empty.
        std::function<void(const QString& problem)> done = {};
    };
    void send(Post post);

    int inFlight() const;
    std::size_t waiting() const { return m_jobs.size() - std::size_t(inFlight()); }
    // Of the webhooks that fail, one line each, with what they answer; empty: none does.
    QStringList problems() const;

Q_SIGNALS:
    void problemsChanged();

private:
    struct Job {
        Post post;
        int attempt = 0; // that were begun
        QNetworkReply* reply = nullptr; // null: it waits
        qint64 notBeforeMs = 0; // of a steady clock
        bool isTimedOut = false;
    };
    void pump();
    void begin(Job& job);
    void finish(QNetworkReply* reply);
    void take(std::deque<Job>::iterator job, const QString& problem, bool isFinal, qint64 waitMs);
    void note(const QUrl& url, const QString& problem);
    static QString problemOf(const QNetworkReply& reply, int status);

    const Patience m_patience;
    QNetworkAccessManager m_network;
    std::deque<Job> m_jobs; // oldest first
    std::map<QString, QString> m_problems; // by the host that is shown
    QTimer m_timer; // until the next retry
};

} // namespace fanlight
