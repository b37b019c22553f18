// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/event_stream.h"
#include "support/ledger.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <random>
#include <thread>
#include <utility>
#include <vector>

namespace fanlight::testing {

using LedgerClock = std::chrono::steady_clock;
using LedgerRandom = std::mt19937;

constexpr int MostInstances = 8;

inline int pick(LedgerRandom& random, int least, int most)
{
    return std::uniform_int_distribution(least, most)(random);
}
inline QByteArray userName(int user)
{
    return 'u' + QByteArray::number(user);
}

// The ports of the instances, which stay theirs over restarts.
using Ports = std::array<std::atomic<quint16>, MostInstances>;

// All devices: each holds a stream, on any instance, and comes back with its last id whenever it
// ends. A thread of its own.
class Devices {
public:
    static constexpr int OfAUser = 3;
    static constexpr int Nobody = 1000; // the user of devices that get broadcasts only

    Devices(Ledger& ledger, const Ports& ports, int instances, const std::vector<int>& users,
        quint32 seed)
        : m_ledger(ledger)
        , m_ports(ports)
        , m_instances(instances)
        , m_random(seed)
    {
        for (const int user : users) {
            for (int i = 0; i < OfAUser; ++i)
                add(user);
        }
        for (int i = 0; i < instances; ++i)
            add(Nobody);
        m_thread = std::thread([this] { run(); });
    }
    ~Devices()
    {
        m_stopped = true;
        m_thread.join();
    }

    int count() const { return int(m_devices.size()); }
    int userOf(int device) const { return m_devices[std::size_t(device)]->user; }
    void cut(int device, bool byReset)
    {
        m_devices[std::size_t(device)]->cut = byReset ? Reset : Close;
    }
    // Where its stream is open, for DELETE; an empty id while it is not.
    std::pair<int, QByteArray> placeOf(int device)
    {
        const std::lock_guard lock(m_mutex);
        return {
            m_devices[std::size_t(device)]->instance, m_devices[std::size_t(device)]->connectionId};
    }
    bool areAllOpen()
    {
        const std::lock_guard lock(m_mutex);
        return std::all_of(m_devices.begin(), m_devices.end(),
            [](const auto& device) { return !device->connectionId.isEmpty(); });
    }
    std::int64_t batches() const { return m_batches; }
    QByteArray trouble() // answers that were no stream
    {
        const std::lock_guard lock(m_mutex);
        return m_trouble;
    }

private:
    enum Cut { None, Close, Reset };
    struct Device {
        int number = 0;
        int user = 0;
        std::atomic<int> cut = None;
        EventStream stream;
        bool isConnected = false;
        int instance = 0;
        QByteArray connectionId; // with m_mutex
        QByteArray lastId;
        LedgerClock::time_point next{}; // attempt
    };

    void add(int user)
    {
        auto device = std::make_unique<Device>();
        device->number = m_ledger.addDevice(user);
        device->user = user;
        m_devices.push_back(std::move(device));
    }

    void run()
    {
        while (!m_stopped) {
            std::vector<const Socket*> sockets;
            for (const auto& device : m_devices) {
                if (device->isConnected)
                    sockets.push_back(&device->stream.socket());
            }
            waitForAny(sockets, QDeadlineTimer(10));
            for (const auto& device : m_devices)
                attend(*device);
        }
    }

    void attend(Device& device)
    {
        if (!device.isConnected) {
            if (LedgerClock::now() >= device.next)
                connect(device);
            return;
        }
        read(device);
        const int cut = device.cut.exchange(None);
        const int status = device.stream.head().status;
        if (cut == None && !device.stream.hasEnded() && (status == 0 || status == 200))
            return;
        if (cut == Reset)
            device.stream.socket().reset();
        const std::lock_guard lock(m_mutex);
        if (status != 0 && status != 200)
            m_trouble += "a stream was answered with " + QByteArray::number(status) + '\n';
        device.stream = {};
        device.isConnected = false;
        device.connectionId.clear();
        device.next = LedgerClock::now()
            + std::chrono::milliseconds(pick(m_random, 0, 1) ? 0 : pick(m_random, 0, 1200));
    }

    void connect(Device& device)
    {
        QByteArray query = "gaps=1";
        if (device.user != Nobody)
            query += "&userId=" + userName(device.user);
        Headers headers;
        if (!device.lastId.isEmpty() && pick(m_random, 0, 1))
            headers.append({"Last-Event-ID", device.lastId});
        else if (!device.lastId.isEmpty())
            query += "&lastEventId=" + device.lastId;
        const int instance = pick(m_random, 0, m_instances - 1);
        device.stream = EventStream(m_ports[std::size_t(instance)], query, headers);
        device.isConnected = !device.stream.hasEnded();
        device.next = LedgerClock::now()
            + std::chrono::milliseconds(50); // nobody there: the next one, soon
        device.instance = instance;
    }

    void read(Device& device)
    {
        SseEvent event = device.stream.next(QDeadlineTimer(0));
        const QByteArray id = device.stream.connectionId();
        if (!id.isEmpty() && device.connectionId.isEmpty()) {
            m_ledger.opened(device.number);
            const std::lock_guard lock(m_mutex);
            device.connectionId = id;
        }
        for (; !event.isNull(); event = device.stream.next(QDeadlineTimer(0)))
            take(device, event);
    }

    void take(Device& device, const SseEvent& event)
    {
        if (!event.id.isNull())
            device.lastId = event.id;
        const QJsonObject data = QJsonDocument::fromJson(event.data).object();
        if (event.event == "fanlight-gap") {
            m_ledger.gap(device.number, data[QLatin1StringView("from")].toString().toUtf8(),
                data[QLatin1StringView("to")].toString().toUtf8());
            return;
        }
        if (!data.contains(QLatin1StringView("batch"))) {
            takeOne(device, data, event);
            return;
        }
        ++m_batches;
        const QJsonArray batch = data[QLatin1StringView("batch")].toArray();
        if (batch.isEmpty())
            m_ledger.foreign(device.number, event.wire);
        for (const QJsonValue& one : batch)
            takeOne(device, one.toObject(), event);
    }

    void takeOne(const Device& device, const QJsonObject& data, const SseEvent& event)
    {
        const int number = data[QLatin1StringView("n")].toInt(-1);
        if (number >= 0)
            m_ledger.received(device.number, number, event.id);
        else
            m_ledger.foreign(device.number, event.wire);
    }

    Ledger& m_ledger;
    const Ports& m_ports;
    const int m_instances;
    LedgerRandom m_random; // of the thread
    std::vector<std::unique_ptr<Device>> m_devices;
    std::mutex m_mutex;
    QByteArray m_trouble;
    std::atomic<std::int64_t> m_batches = 0;
    std::atomic<bool> m_stopped = false;
    std::thread m_thread;
};

} // namespace fanlight::testing
