// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_request.h"

#include "http/masked_target.h"
#include "hub/audit_log.h"
#include "hub/http_call.h"
#include "net/shard.h"
#include "sse/utf8.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight {

namespace {

constexpr std::size_t MaxAuditTargetBytes = 300;

} // namespace

void AdminRequest::auditAs(std::string action, AuditLog* log, const HttpCall& call)
{
    audit = action.empty() ? nullptr : log;
    if (!audit)
        return;
    auditAction = std::move(action);
    auditTarget = escapeBytes(
        body.empty() ? http::maskedTarget(call.request.target) : body, MaxAuditTargetBytes);
    address = call.peerAddress();
}

void AdminRequest::tellAudit(const http::Response& response) const
{
    AuditEntry entry;
    entry.actor = QString::fromStdString(callerName);
    entry.role = QString::fromLatin1(roleName(role));
    entry.address = QString::fromStdString(address);
    entry.action = QString::fromStdString(auditAction);
    entry.target = QString::fromStdString(auditTarget);
    entry.outcome = QStringLiteral("done");
    if (response.status >= 400) {
        const QString why = QJsonDocument::fromJson(QByteArray::fromStdString(response.body))
                                .object()[QStringLiteral("error")]
                                .toString();
        entry.outcome = QStringLiteral("%1: %2").arg(response.status).arg(why);
    }
    audit->add(std::move(entry));
}

void AdminRequest::answer(http::Response response) const
{
    if (audit)
        tellAudit(response);
    http::Request shape;
    shape.version = version;
    shape.method = headOnly ? http::Method::Head : http::Method::Get;
    response.headers += corsHeaders;
    shard->post(Answer{
        connection, number, Frame::raw(http::serialize(response, shape, keepAlive)), !keepAlive});
}

} // namespace fanlight
