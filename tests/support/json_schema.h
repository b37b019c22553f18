// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace fanlight::testing {

// Checks JSON against schemas of an OpenAPI 3.1 document: that part of JSON Schema 2020-12 which
// the hub's own description uses. Any other keyword is an error, so that none is passed over in
// silence. A value; any thread.
class JsonSchema {
public:
    enum class Members {
        AsSaid, // an object may have others unless its schema closes it
        OnlyKnown, // … not unless its schema opens it: nothing undocumented passes
    };
    JsonSchema(QJsonObject document, Members members);

    // Where and why the value does not fit; empty: it does.
    QString check(const QJsonValue& value, const QJsonObject& schema) const;
    // What a $ref leads to, or the object itself.
    QJsonObject resolved(const QJsonObject& object) const;

private:
    QString checkAt(const QString& at, const QJsonValue& value, const QJsonObject& schema) const;
    QString checkMembers(
        const QString& at, const QJsonObject& object, const QJsonObject& schema) const;
    QString checkOneOf(const QString& at, const QJsonValue& value, const QJsonArray& schemas) const;

    const QJsonObject m_document;
    const Members m_members;
};

} // namespace fanlight::testing
