// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"
#include "remote/hub_glance.h"
#include "servers/server_profile.h"

#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace fanlight {

class SshTunnel;

// What the fleet page needs of who knows the servers of the user. What is empty cannot be done.
struct FleetWays {
    std::function<std::vector<ServerProfile>()> servers; // at most FleetServers::Most are seen
    // A token that is kept, or was asked for before; empty: there is none. Asks nobody.
    std::function<void(const QString& id, std::function<void(const QString& token)> done)> token;
    std::function<void(const QString& id)> askForToken; // tokenGiven() follows, perhaps
    std::function<void(const QString& id)> open; // in the window; empty: the hub at home
    std::function<void(const QUrl& url)> openUrl; // one that is not kept
    std::function<void()> add;
    std::function<QString()> shownId; // that has the window; empty: none
    QStringList sshArguments = {}; // that go first
};

// The servers of the user as they are seen from afar: each with a light link of its own, open only
// while somebody looks. So many at once, each begun a little after the one before; of more each has
// its turn. The one that the window shows has a link of its own and is left out. Main thread; owned
// by the fleet.
class FleetServers : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 200;
    static constexpr std::size_t MostOpen = 64; // links at once
    static constexpr int BegunATick = 4;
    static constexpr std::chrono::milliseconds Tick{100};
    static constexpr std::chrono::milliseconds Turn{20'000}; // of a link, where others wait
    // After the last look: pages are changed often.
    static constexpr std::chrono::milliseconds Linger{2000};

    explicit FleetServers(QObject* parent = nullptr);
    ~FleetServers() override;

    void setWays(const FleetWays& ways);
    const FleetWays& ways() const { return m_ways; }
    void refresh(); // there are others, or another one is shown
    void setLooked(bool looked);
    bool isLooked() const { return m_isLooked; }
    // Those whose links stay open while nobody looks.
    void setNeeded(const QSet<QString>& ids);
    std::size_t openLinks() const;

    void makeWay(const QString& id); // through SSH
    void tokenGiven(const QString& id); // it is tried with that
    void tryAgain(const QString& id); // at once

    std::vector<QString> ids() const; // in the order of the profiles
    // Nothing where there is no such. The group is not filled.
    bool fill(const QString& id, FleetRow& row, qint64 nowMs) const;

Q_SIGNALS:
    void changed(); // anything but figures
    void listed(); // there are others than before
    void sampled(const QString& id, const fanlight::MetricsSample& sample);

private:
    struct Seen;
    Seen* find(const QString& id) const;
    void schedule();
    void begin(Seen& seen);
    void beginWay(Seen& seen);
    void open(Seen& seen, const QUrl& url);
    void close(Seen& seen);
    void makeRoom();
    void goOn();
    bool isWanted(const Seen& seen) const; // by whoever looks, or needs it

    FleetWays m_ways;
    std::vector<std::unique_ptr<Seen>> m_seen;
    bool m_isLooked = false;
    QSet<QString> m_needed;
    QTimer m_tick;
    QTimer m_linger;
    qint64 m_turns = 0; // begun so far
};

} // namespace fanlight
