// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "sources/source_rows.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

// The sources of a hub: opens and closes them, passes what they take on to be published, holds them
// while the broker takes nothing, and knows how each of them stands. The hub's thread; HubCore owns
// it. What is asked of it is answered there, later or at once, once each; what is unanswered at its
// end is answered with an error then.
class SourceDesk : public QObject {
    Q_OBJECT
public:
    // Publishes a message of the source of that name; `done` later, in the hub's thread, once.
    using Publish
        = std::function<void(const QString& source, SourceContent content, Source::Done done)>;
    struct HubSide {
        Publish publish;
        std::function<std::string()> whyNotReady; // of the broker; empty: it takes what comes
    };
    struct Part {
        QString name;
        QString kind;
        QString url; // without secrets
        std::unique_ptr<Source> source;
    };
    // `status` as of an answer over HTTP: 200, 404, or what the publish was answered; the error is
    // empty with 200.
    using Done = std::function<void(int status, const QString& error)>;
    using Letters = std::function<void(
        int status, const QString& error, const std::vector<DeadLetter>& letters)>;

    SourceDesk(std::vector<Part> parts, HubSide hub);
    ~SourceDesk() override;

    // Those of --source, which were checked before, of messages up to so many bytes.
    static std::vector<Part> made(const QStringList& urls, std::size_t mostBody);

    void open();
    // Takes nothing any more; `done` once nothing is in hand, at once where that is so now.
    void drain(std::function<void()> done);
    void close(); // what is still in hand goes back to the queues

    bool isEmpty() const { return m_parts.empty(); }
    SourceSnapshotPtr snapshot() const { return m_snapshot; } // of the last sample; never null
    // Looks at all of them and at the broker now; also done every SampleMs while it is open.
    void sample();

    // Whether there is one of that name, which is paused then, or goes on.
    bool setPaused(const QString& name, bool paused);
    void listDead(const QString& name, Letters done);
    // Publishes it and removes it then; `body`: instead of its own, null: as it is.
    void sendAgain(const QString& name, const QString& handle, const QByteArray& body, Done done);
    void removeDead(const QString& name, const QString& handle, Done done);

    static QString unknown(const QString& name); // that there is none of that name

    static constexpr int SampleMs = 500;
    // How often it looks whether a broker that took nothing is back.
    static constexpr int WaitingMs = 100;
    // After which a message that the broker takes nothing of, though it serves, counts as refused.
    static constexpr std::chrono::minutes LongestNotNow{5};

Q_SIGNALS:
    void sampled(const fanlight::SourceSnapshotPtr& sources);

private:
    struct One;
    struct Asked;
    One* find(const QString& name);
    void take(One& one, SourceMessage message, const Source::Done& done);
    void setWaiting(const QString& why);
    void look();
    Done asked(Done done);
    bool isHopeless(One& one, const std::string& handle);
    void findDead(const QString& name, const QString& handle,
        std::function<void(const DeadLetter& letter, const Done& answer)> then, Done done);
    void republish(One& one, DeadLetter letter, const QByteArray& body, const Done& done);
    void lookAtDrain();

    const HubSide m_hub;
    std::vector<std::unique_ptr<One>> m_parts;
    std::vector<std::shared_ptr<Asked>> m_asked; // and not answered
    SourceSnapshotPtr m_snapshot;
    QTimer m_sampleTimer;
    QTimer m_waitTimer; // while the broker takes nothing, and while it drains
    bool m_isOpen = false;
    QString m_whyWaiting; // empty: the broker takes what comes
    std::function<void()> m_drained; // while it drains
    const std::shared_ptr<char> m_alive = std::make_shared<char>();
};

} // namespace fanlight
