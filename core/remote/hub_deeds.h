// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "remote/hub_requests.h"

#include <functional>
#include <optional>

namespace fanlight {

// What a window has done at a hub elsewhere with its streams, options, faults and sources, as calls
// over HTTP: HubPort has what each is for. Whether it may is asked before, by whoever calls. Each
// `done` follows once, later, with an error where nothing came of it. The main thread; lives in its
// RemoteHub.
class HubDeeds : public QObject {
    Q_OBJECT
public:
    explicit HubDeeds(HubRequests& requests, QObject* parent = nullptr);

    using Said = std::function<void(const QString& error)>;

    // Page by page; null: it is not known.
    void connections(std::function<void(const ConnectionSnapshotPtr&)> done);
    // The first page of those that the filter takes, at most `most`, and in `total` how many it
    // takes; null: it is not known.
    void find(
        const QString& filter, int most, std::function<void(const ConnectionSnapshotPtr&)> done);
    static constexpr int PageRows = 1000;
    static constexpr std::size_t MostRows = 200'000;
    // `isSeveral`: the hub takes several with a call, and breaking off; an older one takes each by
    // itself.
    void disconnect(const std::vector<quint64>& ids, qint64 retryMs, bool isSeveral,
        std::function<void(const QString& error, int found)> done);

    // Those that stay as they are, where an answer does not tell them, are `now`.
    void options(const HubOptions& now,
        std::function<void(const QString& error, const HubOptions& options)> done);
    // Texts by the names of options.
    void changeOptions(const QJsonObject& changes, const HubOptions& now,
        std::function<void(const QString& error, const HubOptions& options)> done);
    void readFilesAnew(Said done);
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done);

    void beginFault(
        const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done);
    void endFault(std::optional<quint64> id, Said done); // nothing: all of them
    void faults(std::function<void(const Faults&)> done);

    void pauseSource(const QString& name, bool paused, Said done);
    void deadLetters(const QString& name,
        std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done);
    void sendDeadAgain(
        const QString& name, const std::string& handle, const QByteArray& body, Said done);
    void removeDead(const QString& name, const std::string& handle, Said done);

    static constexpr std::size_t IdsOfOneCall = 10'000;

private:
    struct ListingJob;
    void listNext(const std::shared_ptr<ListingJob>& job);
    struct EndingJob;
    void endNext(const std::shared_ptr<EndingJob>& job);

    HubRequests& m_requests;
};

} // namespace fanlight
