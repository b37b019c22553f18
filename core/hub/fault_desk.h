// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_filter.h"
#include "hub/fault.h"
#include "hub/snapshots.h"
#include "net/stream_faults.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

class RedisBroker;

// A fault that meets whoever asks for a stream. Immutable once shared; any thread.
struct NewStreamFault {
    bool isUnavailable = false; // answered 503, else reset
    ConnectionFilter filter;
    std::shared_ptr<StreamFaultTally> tally;
};
using NewStreamFaults = std::shared_ptr<const std::vector<NewStreamFault>>;

// The faults that are on, and what keeps them going. Hub's thread.
class FaultDesk : public QObject {
    Q_OBJECT
public:
    struct HubSide { // called in the hub's thread, and answering there, while this lives
        std::function<void(const StreamFaults&)> setStreamFaults; // of all shards
        std::function<void()> reviewStreams; // whom they concern may have changed
        std::function<void(const NewStreamFaults&)> setNewStreamFaults;
        std::function<void(bool withRoundTrip, std::function<void(const ConnectionSnapshot&)> done)>
            collect;
        std::function<void(std::vector<quint64> ids, std::function<void(int found)> done)> breakOff;
        // … and of those that watch the hub this share of the meant ones, which a shard is asked.
        std::function<void(std::function<bool(const Connection&)> isMeant, double share,
            std::function<void(int found)> done)>
            breakReaders;
    };
    explicit FaultDesk(HubSide hub, QObject* parent = nullptr);
    ~FaultDesk() override;

    void setRedis(RedisBroker* redis); // null: in memory

    // `done` gets why not, or the fault as it stands; a Drop without `every` once it is over.
    void begin(Fault fault, std::function<void(const QString& error, const Fault& fault)> done);
    bool end(quint64 id); // false: there is none
    int endAll(); // how many there were
    // Oldest first, without those of the doctor.
    Faults faults() const;

    static constexpr int TickMs = 1000;
    // of drops, happened() tells no more than one in so long
    static constexpr std::chrono::milliseconds TellEvery = std::chrono::seconds(5);

Q_SIGNALS:
    void changed(const fanlight::Faults& faults);
    void happened(qint64 timeMs, const QString& text);

private:
    struct Active {
        Fault fault;
        std::shared_ptr<StreamFaultTally> tally = std::make_shared<StreamFaultTally>();
        std::shared_ptr<const StreamFault> stream; // null: it acts otherwise
        std::unique_ptr<QTimer> again;
        std::unique_ptr<QTimer> end;
        Fault now() const;
    };
    void apply();
    void drop(quint64 id);
    void dropFrom(const Fault& fault, std::function<void(int)> done);
    void tick();
    void tell();

    const HubSide m_hub;
    RedisBroker* m_redis = nullptr;
    std::vector<std::unique_ptr<Active>> m_active; // oldest first
    quint64 m_next = 1;
    QTimer m_tick;
};

} // namespace fanlight
