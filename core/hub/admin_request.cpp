// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_request.h"

#include "http/masked_target.h"
#include "hub/audit_log.h"
#include "hub/http_call.h"
#include "hub/refusal_book.h"
#include "net/clock.h"
#include "net/shard.h"
#include "sse/utf8.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight {

namespace {

constexpr std::size_t MaxAuditTargetBytes = 300;

// {"error":"…"}
QString errorOf(const http::Response& response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body))
        .object()[QStringLiteral("error")]
        .toString();
}

} // namespace

void AdminRequest::auditAs(std::string action, AuditLog* log, const HttpCall& call)
{
    audit = action.empty() ? nullptr : log;
    if (!audit)
        return;
    auditAction = std::move(action);
    auditTarget = escapeBytes(
        body.empty() ? http::maskedTarget(call.request.target) : body, MaxAuditTargetBytes);
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
    if (response.status >= 400)
        entry.outcome = QStringLiteral("%1: %2").arg(response.status).arg(errorOf(response));
    audit->add(std::move(entry));
}

void AdminRequest::noteRefusal(const http::Response& response) const
{
    refusals->note(address, wanted, response.status, errorOf(response).toStdString(),
        static_cast<std::int64_t>(realtimeNs() / 1'000'000));
}

void AdminRequest::answer(http::Response response) const
{
    if (refusals && isRefusal(response.status))
        noteRefusal(response);
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
