// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_client.h"
#include "support/json_schema.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace fanlight::testing {

// Holds every request that a test program sends to a hub, and every answer, against the hub's own
// /api/openapi.json: a request that was taken must be one the description allows, and an answer one
// that it foretells, without a member or a status more. What comes through a proxy that writes a
// Server field, or speaks no HTTP, is left alone. Installed by the program (support/room.cpp) for
// all of its tests; one thread.
class ApiContract final : public HttpWitness {
public:
    explicit ApiContract(const QJsonObject& document);

    void exchanged(const QByteArray& request, const HttpResponse& response, bool isStream) override;
    void received(const QByteArray& event, const QByteArray& data) override;

    // What did not keep to it, each once.
    const QStringList& breaches() const { return m_breaches; }
    int checked() const { return m_checked; } // exchanges

    // Fetched from a hub that is started for it; null when that cannot be.
    static std::unique_ptr<ApiContract> ofThisHub();

private:
    struct Asked; // a request taken apart
    struct Path {
        QList<QByteArray> steps; // a parameter is {
        QJsonObject item;
    };
    QString breachOf(const Asked& asked, const HttpResponse& response, bool isStream) const;
    QString checkRefusal(const Asked& asked, const HttpResponse& response) const;
    QString checkAnswer(const Asked& asked, const HttpResponse& response,
        const QJsonObject& documented, bool isStream) const;
    QString checkRequest(const Asked& asked, const QJsonObject& operation) const;
    QString checkQuery(const Asked& asked, const QJsonArray& parameters) const;
    QJsonObject pathItem(const QByteArray& path) const;
    bool isAnywhere(int status) const;

    const QJsonObject m_document;
    std::vector<Path> m_paths;
    const JsonSchema m_answers;
    const JsonSchema m_requests;
    QStringList m_breaches;
    int m_checked = 0;
};

} // namespace fanlight::testing
