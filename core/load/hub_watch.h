// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <functional>

namespace fanlight {

// What a Fanlight hub says of itself while it is tested (/api/stats): at the begin, for each
// sample, at the end. Another server says nothing, and is asked once. Its owner's thread, which has
// an event loop; what is asked is nobody's any more when it goes.
class HubWatch {
public:
    // Of a new run: forgets the last one, asks, and calls `done` in any case.
    // `headers`: of requests to the hub, whose Authorization may be that of one who reads figures.
    // `tls`: whom it is to trust.
    void begin(const QString& target, const LoadTls& tls, const QStringList& headers,
        std::function<void()> done);
    bool isFanlight() const { return m_isFanlight; } // once begun
    // A question is under way; another one may be asked all the same.
    bool isAsking() const { return m_isAsking; }
    void ask(std::function<void()> done); // also without an answer

    // What was heard since the last sample, if anything.
    void addTo(LoadSample& sample);
    // From the begin to what was heard last; nothing: it is no Fanlight hub.
    std::optional<HubFigures> figures() const;

private:
    void send(std::function<void(const QJsonObject&)> done);

    QNetworkAccessManager m_network;
    QString m_target;
    LoadTls m_tls;
    QByteArray m_authorization; // empty: none
    quint64 m_run = 0; // late answers of an earlier one are nobody's
    bool m_isFanlight = false;
    bool m_isAsking = false;
    QJsonObject m_first;
    QJsonObject m_last;
    QJsonObject m_sampled; // what the last sample holds of it
    QJsonObject m_new; // not yet in a sample
};

} // namespace fanlight
