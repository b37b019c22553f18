// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "palette/palette_source.h"

#include <functional>

namespace fanlight {

class HubPort;

// The users that are connected and their streams. Those of a hub on another machine are not asked
// for, since they may be many: there, as everywhere, whatever is typed is offered as a user. Main
// thread.
class StreamSource : public PaletteSource {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 20'000; // streams that are listed
    // Of a hub elsewhere that has more they are not asked for: that many come over the net.
    static constexpr quint64 MostElsewhere = 5000;

    struct Deeds {
        std::function<void(const QString& user)> showUser;
        std::function<void(const QString& connection)> showConnection;
        std::function<void(const QString& user)> sendTo;
        std::function<void(const QString& text)> findMessages;
    };
    StreamSource(HubPort& hub, Deeds deeds, QObject* parent = nullptr); // must outlive it

    QString name() const override;
    QString key() const override;
    std::vector<PaletteEntry> entries() override;
    std::vector<PaletteEntry> entriesFor(const QString& typed) override;
    void run(const QString& id) override;
    bool isLarge() const override { return true; }

    void take(const ConnectionSnapshotPtr& snapshot); // the hub's answer

private:
    void ask();

    HubPort& m_hub;
    const Deeds m_deeds;
    std::vector<PaletteEntry> m_entries; // of the last answer
    quint64 m_connections = 0; // as the hub told last
    qint64 m_takenAtMs = 0; // UTC; 0: there was none
    bool m_isAsking = false;
};

} // namespace fanlight
