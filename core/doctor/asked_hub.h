// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"

#include <QNetworkAccessManager>

class QJsonObject;

namespace fanlight {

// A hub of another process, asked through the same address as its streams, with a token: what the
// doctor needs of it. One thread with an event loop; what is asked is nobody's any more when it
// goes.
class AskedHub {
public:
    explicit AskedHub(const DoctorSettings& settings); // where, by which token

    // Whom the hub takes the token's owner for (GET /api/whoami); an empty role: for nobody.
    struct Owner {
        QString role;
        QString name;
    };
    void askOwner(std::function<void(const Owner&)> done);
    Doctor::HubSide side(); // outlived by this

private:
    // `status`: 0: no answer.
    using Answered = std::function<void(int status, const QJsonObject& answer)>;
    void ask(const QByteArray& method, const QString& path, const QUrlQuery& query,
        const QByteArray& body, const Answered& done);

    const DoctorSettings m_settings;
    QString m_base; // what the hub's paths begin with, without their /api
    QNetworkAccessManager m_network;
};

} // namespace fanlight
