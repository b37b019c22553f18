// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "hub/snapshots.h"

#include <QCoreApplication>

#include <optional>
#include <vector>

namespace fanlight {

// All that is known of one notification when it was last asked for. A plain value.
struct FollowedMessage {
    enum class History { NotAsked, Kept, NotKept, Off };

    QString id;
    std::optional<MessageRecord> message; // none: it is kept no longer
    MessageTrace trace;
    std::optional<ReceiptSnapshot> receipt; // none: there is none, or no longer
    History history = History::NotAsked;
    std::vector<ConnectionRow> live;
    std::vector<ConnectionRow> closed;
    BrokerStatus broker;
    QString instance;
    QString channelPrefix;

    bool isKnown() const { return message || receipt; }
};

// One step of a notification on its way.
struct FollowStep {
    enum class Tone { Done, Waits, Trouble };
    qint64 atMs = 0; // UTC; 0: it is not told
    Tone tone = Tone::Done;
    int level = 0; // of a client below its instance
    QString title;
    QString text;
    QString after; // milliseconds after the publish; a dash where they were not measured
    QString how; // how they were measured, or why they were not; empty: nothing is said
    bool operator==(const FollowStep&) const = default;
};

// The way of a notification in words: publish, history, Redis, instances, clients, and who came
// back for it. Only what was told is said. Pure functions; any thread.
struct FollowStory {
    static std::vector<FollowStep> steps(const FollowedMessage& followed);
    // Clients that went before they had acknowledged it, and came back behind it.
    static int cameBack(const FollowedMessage& followed);
    static QString title(const FollowedMessage& followed); // "like to user 1284"
    static QString clientName(const QString& userAgent); // "Firefox", "curl"
    static QString millisecondsText(std::uint64_t ns); // "0.52"; a dash for 0
    Q_DECLARE_TR_FUNCTIONS(fanlight::FollowStory)
};

} // namespace fanlight
