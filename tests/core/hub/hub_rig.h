// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/local_hub.h"
#include "support/event_stream.h"

#include <QUrl>
#include <QtTest>

#include <optional>

namespace fanlight::testing {

inline HubOptions onAnyPort()
{
    HubOptions options;
    options.listenHost = u"127.0.0.1"_qs;
    options.listenPort = 0;
    options.shards = 2;
    options.retry = std::chrono::milliseconds(300);
    return options;
}

inline PublishRequest to(const QStringList& userIds, const QByteArray& data)
{
    PublishRequest request;
    request.userIds = userIds;
    request.broadcast = userIds.isEmpty();
    request.data = data;
    return request;
}

// A hub with every state it went through.
class HubRig {
public:
    HubRig()
    {
        QObject::connect(&hub, &LocalHub::statusChanged, &hub,
            [this](const HubStatus& status) { states.append(status.state); });
    }
    bool start(const HubOptions& options = onAnyPort())
    {
        hub.start(options);
        return reaches(HubState::Listening);
    }
    bool reaches(HubState state)
    {
        return QTest::qWaitFor(
            [&] { return !states.isEmpty() && states.last() == state; }, int(Patience.count()));
    }
    quint16 port() const { return quint16(QUrl(hub.status().url).port()); }
    PublishResult publish(const PublishRequest& request)
    {
        PublishResult result;
        result.error = u"no answer"_qs;
        bool answered = false;
        hub.publish(request, [&](const PublishResult& one) {
            result = one;
            answered = true;
        });
        std::ignore = QTest::qWaitFor([&] { return answered; }, int(Patience.count()));
        return result;
    }
    ConnectionSnapshotPtr connections(bool withRoundTrip = false)
    {
        ConnectionSnapshotPtr snapshot;
        hub.requestConnections(
            withRoundTrip, [&](ConnectionSnapshotPtr one) { snapshot = std::move(one); });
        return QTest::qWaitFor([&] { return bool(snapshot); }, int(Patience.count())) ? snapshot
                                                                                      : nullptr;
    }
    int disconnect(const std::vector<quint64>& ids, qint64 retryMs)
    {
        int found = -1;
        hub.disconnectConnections(ids, retryMs, [&](int count) { found = count; });
        return QTest::qWaitFor([&] { return found >= 0; }, int(Patience.count())) ? found : -1;
    }

    // Takes over what can be while it runs. Empty: it has; else why not.
    QString change(const HubOptions& wanted)
    {
        std::optional<QString> said;
        hub.changeOptions(wanted, [&](const QString& error) { said = error; });
        std::ignore = QTest::qWaitFor([&] { return said.has_value(); }, int(Patience.count()));
        return said.value_or(QStringLiteral("no answer"));
    }

    LocalHub hub;
    QList<HubState> states;
};

} // namespace fanlight::testing
