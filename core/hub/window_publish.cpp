// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/window_publish.h"

#include "sse/foreign_json.h"
#include "sse/visible_text.h"

namespace fanlight {

WindowPublish::WindowPublish(PublishKind kind, const ParsedPublish& publish, MessageLog* messages,
    ReceiptBook& receipts, std::function<void(PublishResult)> done)
    : RecordedPublish(MessageSource::Window, kind, publish, messages, &receipts, true)
    , m_channels(publish.broadcast ? 1 : static_cast<int>(publish.userIds.size()))
    , m_isBroadcast(publish.broadcast)
    , m_warning(QString::fromStdString(publish.warning))
    , m_done(std::move(done))
{
}

ParsedPublish WindowPublish::parsed(
    const PublishRequest& request, const HubOptions& options, TypeReader& reader)
{
    ParsedPublish publish;
    publish.broadcast = request.kind == PublishKind::Named && request.broadcast;
    for (const QString& userId :
        publish.broadcast || request.kind != PublishKind::Named ? QStringList() : request.userIds)
        publish.userIds.push_back(userId.toStdString());
    publish.authorId
        = request.kind == PublishKind::Named ? std::string() : request.authorId.toStdString();
    publish.type = request.type.toStdString();
    publish.data = request.data.toStdString();
    publish.event = request.event.toStdString();
    publish.id = request.id.toStdString();
    publish.retryMs = request.retryMs;
    publish.batch = request.batch;
    publish.once = request.once.toStdString();
    publish.receipt = true;
    // What the API would be given as a string is a text: its type is looked for nowhere.
    TypeReader::Seen seen;
    if (!request.isText && !publish.data.starts_with('"'))
        seen = reader.look(publish.data);
    publish.isJson = seen.isJson;
    if (publish.type.empty() && seen.isJson && checkName("type", seen.type).empty())
        publish.type = seen.type; // else it is one that nobody can ask for
    if (seen.isJson && mendHalfSurrogates(publish.data))
        seen = reader.look(publish.data);
    putTypeOnWire(publish, options.typeAs, seen.isJson && seen.hasType);
    checkPublish(publish, static_cast<std::size_t>(options.dataLimit), request.kind);
    return publish;
}

void WindowPublish::complete(std::uint64_t recipients, Shard* shard)
{
    RecordedPublish::complete(recipients, shard);
    PublishResult result;
    result.id = QString::fromStdString(id());
    result.error = QString::fromStdString(refusal());
    result.repeated = isRepeated();
    result.receipt
        = result.error.isEmpty() && !id().empty() && !result.repeated ? receipt()->number() : 0;
    result.channels = m_channels;
    result.audience = m_isBroadcast ? 0 : audience();
    result.recipients = recipients;
    result.failedCount = failureCount();
    if (!failures().empty())
        result.failure = visibleText(
            QString::fromStdString(failures().front().userId + ": " + failures().front().error));
    result.warning = m_warning;
    if (const std::string warning = repeatWarning(); !warning.empty())
        result.warning = QString::fromStdString(warning);
    m_done(std::move(result));
}

} // namespace fanlight
